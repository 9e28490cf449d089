package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pods that a drain added to a Deployment, until those that are to leave their node are no longer needed. A label of the Deployment
 * tells them, with the edit they were added to: an apply sets the count of pods anew, and what was added before is void. Pure.
 *
 * @param replicas how many there are to be
 * @param added how many there are beyond
 */
record Surge(int replicas, int added) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})\\.([0-9]{1,9})");

    /** The label's value, of a Deployment of this edit. */
    String text(ObjectMeta deployment) {
        return KubernetesLabels.generation(deployment.annotations()).orElse(0L) + "." + replicas + "." + added;
    }

    /** Empty when nothing was added to it, or it was written since. */
    static Optional<Surge> of(ControllerObject deployment) {
        String text = deployment.metadata().labels().getOrDefault(KubernetesLabels.SURGE, "");
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Surge surge = new Surge(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        boolean valid = surge.text(deployment.metadata()).equals(text)
                && surge.replicas + (long) surge.added == deployment.count("spec.replicas");
        return valid ? Optional.of(surge) : Optional.empty();
    }

    /** Whether the label speaks of what is no longer so. */
    static boolean isVoid(ControllerObject deployment) {
        return deployment.metadata().labels().containsKey(KubernetesLabels.SURGE)
                && of(deployment).isEmpty();
    }

    /** How many pods a Deployment is to have, without what a drain added. */
    static long replicas(ControllerObject deployment) {
        return of(deployment).map(surge -> (long) surge.replicas).orElseGet(() -> deployment.count("spec.replicas"));
    }

    /** What is wanted of it is what was wanted before: a plan is to see no change in it. */
    static void undo(ControllerObject state, ObjectNode manifest) {
        if (manifest.path("metadata").get("labels") instanceof ObjectNode labels
                && labels.has(KubernetesLabels.SURGE)) {
            of(state).ifPresent(surge -> manifest.withObjectProperty("spec").put("replicas", surge.replicas));
            labels.remove(KubernetesLabels.SURGE);
        }
    }
}
