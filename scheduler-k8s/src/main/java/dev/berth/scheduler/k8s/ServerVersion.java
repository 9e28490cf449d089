package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an API server says of its version, such as {@code v1.34.4} or {@code v1.33.5-eks-113cf36}. Pure. */
final class ServerVersion {
    /** The oldest that this was made for. */
    private static final int OLDEST = 32;

    private static final Pattern TEXT = Pattern.compile("v1\\.([0-9]{1,4})\\..*");

    private ServerVersion() {}

    /**
     * The same text.
     *
     * @throws BackendException when it is one that Berth doesn't know
     */
    static String known(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused("the server doesn't answer as a Kubernetes does: its version (=" + Words.shown(text)
                    + ") must begin with v1.MINOR.");
        }
        if (Integer.parseInt(matcher.group(1)) < OLDEST) {
            throw refused(
                    "the server is Kubernetes " + Words.shown(text) + "; needed is 1." + OLDEST + " or a newer one");
        }
        return text;
    }

    private static BackendException refused(String message) {
        return new BackendException(message, Effect.NONE, "", null);
    }
}
