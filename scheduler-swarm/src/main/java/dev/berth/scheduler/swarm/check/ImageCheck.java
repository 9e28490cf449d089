package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Task;
import java.util.regex.Pattern;

/** Names of images, which a manager takes in one form only. */
final class ImageCheck {
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String REGISTRY = "(?:(?:" + LABEL + "(?:\\." + LABEL + ")*)(?::[0-9]+)?/)?";
    private static final String TAG = "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?";
    private static final String DIGEST = "(?:@(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?";
    private static final Pattern NAME =
            Pattern.compile("(?<name>" + REGISTRY + PART + "(?:/" + PART + ")*)" + TAG + DIGEST);

    /** Of a name without tag and digest. */
    private static final int LONGEST = 255;

    /** A name that engines take for an id. */
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    private ImageCheck() {}

    static void check(Task task, Problems problems) {
        for (int i = 0; i < task.artifacts().size(); i++) {
            if (task.artifacts().get(i) instanceof ImageArtifact image) {
                problems.item("artifacts", i)
                        .below("image")
                        .below("name")
                        .refuseIf(
                                !isName(image.image()),
                                Capabilities.ARTIFACT_IMAGE,
                                "name (=" + image.image()
                                        + ") must be [REGISTRY/]NAME[:TAG][@sha256:DIGEST], with NAME in lower case: an engine"
                                        + " takes nothing else");
            }
        }
    }

    private static boolean isName(String text) {
        var matcher = NAME.matcher(text);
        return matcher.matches()
                && matcher.group("name").length() <= LONGEST
                && !ID.matcher(text).matches();
    }
}
