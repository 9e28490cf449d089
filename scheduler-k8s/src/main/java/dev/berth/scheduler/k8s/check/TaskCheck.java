package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.regex.Pattern;

/** What surrounds the process of a task. */
final class TaskCheck {
    private static final Pattern USER = Pattern.compile("[0-9]{1,10}(:[0-9]{1,10})?");
    private static final String DOCKER_CONFIG = ".dockerconfigjson";

    private TaskCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        user(task, problems.below("user"));
        FileCheck.check(task, spec, problems);
        PortCheck.check(task, spec, problems);
        HealthCheck.check(task.health(), problems.below("health"));
        if (task.role() == Task.Role.SIDECAR) {
            HealthCheck.checkSidecar(task.health(), problems.below("health"));
        }
        stop(task, spec, problems.below("stop"));
        for (int i = 0; i < task.artifacts().size(); i++) {
            if (task.artifacts().get(i) instanceof ImageArtifact image) {
                image(image, problems.item("artifacts", i).below("image"));
            }
        }
        task.environment().forEach((name, value) -> {
            if (value instanceof EnvironmentValue.Secret secret) {
                Problems place = problems.below("environment").below(name).below("secret");
                secret(secret.reference(), Capabilities.ENVIRONMENT_SECRET, place);
            }
        });
    }

    private static void user(Task task, Problems problems) {
        task.user()
                .filter(user -> !isNumeric(user))
                .ifPresent(user -> problems.refuse(
                        Capabilities.USER,
                        "user (=" + user + ") must be a number from 0 to " + Integer.MAX_VALUE
                                + ", or USER:GROUP of such: Kubernetes knows no names of users"));
    }

    static boolean isNumeric(String user) {
        if (!USER.matcher(user).matches()) {
            return false;
        }
        for (String number : user.split(":", -1)) {
            if (Long.parseLong(number) > Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** One grace is all that a pod has: it begins with the end of MAIN, and what follows it has the rest. */
    private static void stop(Task task, WorkloadSpec spec, Problems problems) {
        // Of none a pod is gone for Kubernetes before its processes are.
        Seconds.check(task.stop().grace(), 1, "grace", Capabilities.STOP_GRACE, problems);
        boolean own = !task.stop().grace().equals(StopPolicy.DEFAULT.grace())
                && !task.stop().grace().equals(spec.main().stop().grace());
        problems.below("grace")
                .refuseIf(
                        own,
                        Capabilities.STOP_GRACE,
                        "grace (=" + task.stop().grace() + ") must be left out or be that of MAIN (="
                                + spec.main().stop().grace() + "): the containers of a pod share one");
    }

    private static void image(ImageArtifact image, Problems problems) {
        boolean padded = !image.image().strip().equals(image.image());
        problems.below("name")
                .refuseIf(
                        image.image().isBlank() || padded,
                        Capabilities.ARTIFACT_IMAGE,
                        "name (=" + image.image() + ") must not begin or end with a blank");
        image.pullSecret().ifPresent(reference -> {
            Problems place = problems.below("pullSecret");
            name(reference.name(), Capabilities.ARTIFACT_IMAGE_PULL_SECRET, place.below("name"));
            place.below("key")
                    .refuseIf(
                            !reference.key().isEmpty() && !reference.key().equals(DOCKER_CONFIG),
                            Capabilities.ARTIFACT_IMAGE_PULL_SECRET,
                            "key (=" + reference.key() + ") must be left out or be " + DOCKER_CONFIG
                                    + ": a kubelet looks for nothing else");
        });
    }

    static void secret(SecretReference reference, Capability capability, Problems problems) {
        name(reference.name(), capability, problems.below("name"));
        problems.below("key")
                .refuseIf(
                        reference.key().isEmpty(),
                        capability,
                        "key must be given: a Secret of Kubernetes holds values by key");
    }

    private static void name(String name, Capability capability, Problems problems) {
        problems.refuseIf(!Texts.isSubdomain(name), capability, "name (=" + name + ") " + Texts.SUBDOMAIN_RULE);
    }
}
