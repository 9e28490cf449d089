package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Condition;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spi.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a rollout is, in the words of its controller, or by its counts where it has none. Pure. */
final class KubernetesProgress {
    private static final String PROGRESSING = "Progressing";

    private KubernetesProgress() {}

    /**
     * Of any object that pods are made from.
     *
     * @param pods of the workload; without them nothing is said of a deadline that no controller of the cluster keeps
     */
    static Progress of(ServerObject object, List<PodObject> pods, Instant now) {
        ControllerObject state = object.state();
        return switch (object.kind()) {
            case DEPLOYMENT -> deployment(state);
            case DAEMON_SET -> DaemonProgress.of(state, pods, now);
            case JOB -> KubernetesRuns.isOver(state, pods) ? Progress.COMPLETE : Progress.ONGOING;
            // Its Jobs are made later, and none that is there is changed.
            case POD_TEMPLATE -> Progress.COMPLETE;
            case POD,
                    NODE,
                    NAMESPACE,
                    PERSISTENT_VOLUME_CLAIM,
                    CONFIG_MAP,
                    SECRET,
                    SERVICE,
                    POD_DISRUPTION_BUDGET,
                    LEASE -> Progress.UNKNOWN;
        };
    }

    private static Progress deployment(ControllerObject state) {
        if (!state.isObserved()) {
            return Progress.ONGOING;
        }
        Optional<Condition> told = condition(state, PROGRESSING);
        if (told.filter(one -> one.status().equals("False") && one.reason().equals("ProgressDeadlineExceeded"))
                .isPresent()) {
            return Progress.failed(
                    dev.berth.scheduler.status.Condition.PROGRESS_DEADLINE_EXCEEDED,
                    told.get().message() + refusal(state).map(why -> "; " + why).orElse(""));
        }
        boolean complete = isInPlace(state) || (isNoted(state) && !state.paused());
        return complete ? Progress.COMPLETE : Progress.ONGOING;
    }

    private static boolean isInPlace(ControllerObject state) {
        long wanted = state.count("spec.replicas");
        return state.count("status.updatedReplicas") == wanted
                && state.count("status.replicas") == wanted
                && state.count("status.availableReplicas") >= Surge.replicas(state);
    }

    /**
     * With a deadline a controller notes that everything was available once; what crashes later changes nothing of that. The
     * note of the rollout before stands until the next one has got on.
     */
    private static boolean isNoted(ControllerObject state) {
        return condition(state, PROGRESSING)
                .filter(one -> one.isTrue() && one.reason().equals("NewReplicaSetAvailable"))
                .filter(one -> state.count("status.updatedReplicas") == state.count("status.replicas"))
                .isPresent();
    }

    /** Why a cluster doesn't let pods be made, such as a quota. */
    static Optional<String> refusal(ControllerObject state) {
        return condition(state, "ReplicaFailure").filter(Condition::isTrue).map(Condition::message);
    }

    /** How many pods its controller aims at. */
    static int desired(ServerObject object) {
        ControllerObject state = object.state();
        return (int)
                switch (object.kind()) {
                    case DEPLOYMENT -> Surge.replicas(state);
                    case DAEMON_SET -> state.count("status.desiredNumberScheduled");
                    case JOB -> KubernetesRuns.desired(state);
                    case POD_TEMPLATE,
                            POD,
                            NODE,
                            NAMESPACE,
                            PERSISTENT_VOLUME_CLAIM,
                            CONFIG_MAP,
                            SECRET,
                            SERVICE,
                            POD_DISRUPTION_BUDGET,
                            LEASE -> 0;
                };
    }

    static Optional<Condition> condition(ControllerObject state, String type) {
        return state.conditions().stream()
                .filter(one -> one.type().equals(type))
                .findFirst();
    }
}
