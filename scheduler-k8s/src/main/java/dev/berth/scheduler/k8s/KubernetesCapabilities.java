package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Constraint.Operator;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute.Family;
import java.util.List;

/**
 * What Kubernetes has, with or without a controller; why it lacks the rest says {@link KubernetesRefusals}. It is the same
 * for every version from the oldest that is taken: nothing newer is used. Pure.
 */
final class KubernetesCapabilities {
    private static final String TICKS = "a controller fires the ticks: berth controller run";
    private static final String DRAINS = "a controller moves what is there: berth controller run";
    private static final String ENDED_LOGS = "while the pod is there";
    private static final String RESULTS = "a controller notes the end of each attempt: berth controller run";
    private static final String ANSWERS = "a controller answers the failure: berth controller run";

    private KubernetesCapabilities() {}

    /** @param version of the API server, such as {@code v1.34.4} */
    static BackendInfo info(String version) {
        BackendInfo.Builder info = BackendInfo.builder(KubernetesConfig.TYPE, "Kubernetes", version);
        ofTasks().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        ofWorkloads().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        ofOperations().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        constraints(info);
        info.declare(Capability.override(KubernetesConfig.TYPE), Support.nativeSupport());
        KubernetesNotes.declare(info);
        controlled(info);
        KubernetesRefusals.declare(info);
        return info.build();
    }

    private static void constraints(BackendInfo.Builder info) {
        for (Operator operator : Operator.values()) {
            for (Family family : Family.values()) {
                if (family != Family.UNKNOWN) {
                    info.declare(Capability.constraint(operator, family), Support.nativeSupport());
                }
            }
        }
    }

    private static void controlled(BackendInfo.Builder info) {
        List.of(
                        MODE_CRON,
                        CRON_ZONE,
                        CRON_OVERLAP_ALLOW,
                        CRON_OVERLAP_FORBID,
                        CRON_OVERLAP_REPLACE,
                        CRON_STARTING_DEADLINE,
                        CRON_KEPT_RUNS)
                .forEach(capability -> info.declare(capability, Support.controlled(TICKS)));
        List.of(ROLLOUT_ON_FAILURE_ROLLBACK, ROLLOUT_ON_FAILURE_PAUSE)
                .forEach(capability -> info.declare(capability, Support.controlled(ANSWERS)));
        List.of(Mode.Kind.BATCH, Mode.Kind.CRON)
                .forEach(mode -> info.declare(mode, LOGS_ENDED, new Support(Support.Level.NATIVE, ENDED_LOGS, false)));
        info.declare(BATCH_RESULT_KEPT, Support.controlled(RESULTS));
        info.declare(Mode.Kind.GLOBAL, ROLLOUT_PROGRESS_DEADLINE, Support.controlled(ANSWERS));
        info.declare(NODE_DRAIN, Support.controlled(DRAINS));
        List.of(ROLLOUT_PAUSE, ROLLOUT_RESUME)
                .forEach(capability -> info.declare(Mode.Kind.CRON, capability, Support.controlled(TICKS)));
    }

    private static List<Capability> ofTasks() {
        return List.of(
                ARTIFACT_IMAGE,
                ARTIFACT_IMAGE_ENTRYPOINT,
                ARTIFACT_IMAGE_PULL_SECRET,
                ARTIFACT_IMAGE_PULL_ALWAYS,
                ARTIFACT_IMAGE_PULL_NEVER,
                TASK_INIT,
                ENVIRONMENT_INSTANCE_ID,
                ENVIRONMENT_NODE_ID,
                ENVIRONMENT_HOST_ADDRESS,
                ENVIRONMENT_PORT,
                ENVIRONMENT_SECRET,
                FILE_CONFIG,
                WORKING_DIRECTORY,
                PORT_FIXED,
                PORT_INSIDE,
                PORT_UDP,
                VOLUME_HOST_PATH,
                VOLUME_EPHEMERAL,
                VOLUME_READ_ONLY,
                NETWORK_HOST,
                RESOURCES_REQUEST_CPU,
                RESOURCES_REQUEST_MEMORY,
                RESOURCES_REQUEST_DISK,
                RESOURCES_LIMIT_CPU,
                RESOURCES_LIMIT_MEMORY,
                HEALTH_READINESS_HTTP,
                HEALTH_READINESS_TCP,
                HEALTH_READINESS_COMMAND,
                HEALTH_READINESS_LOST,
                HEALTH_LIVENESS_HTTP,
                HEALTH_LIVENESS_TCP,
                HEALTH_LIVENESS_COMMAND,
                HEALTH_HTTPS,
                HEALTH_SUCCESS_THRESHOLD,
                HEALTH_FAILURE_THRESHOLD);
    }

    private static List<Capability> ofWorkloads() {
        return List.of(
                MODE_REPLICATED,
                MODE_GLOBAL,
                MODE_BATCH,
                RESTART_ALWAYS,
                ROLLOUT_ALL_AT_ONCE,
                ROLLOUT_MINIMUM_READY_TIME,
                ROLLOUT_PROGRESS_DEADLINE,
                ROLLOUT_PAUSE,
                ROLLOUT_RESUME,
                ROLLOUT_ABORT,
                AFFINITY_REQUIRED,
                AFFINITY_PREFERRED,
                AFFINITY_TOPOLOGY,
                ANTI_AFFINITY_SELF,
                ANTI_AFFINITY_OTHER,
                ANTI_AFFINITY_PREFERRED,
                ANTI_AFFINITY_DURING_ROLLOUT,
                MAXIMUM_PER_NODE,
                MAXIMUM_PER_NODE_DURING_ROLLOUT,
                SPREAD_PREFERRED,
                SPREAD_SKEW,
                BATCH_COMPLETIONS,
                BATCH_PARALLELISM,
                BATCH_RETRIES,
                NODE_LOSS_REPLACEMENT,
                NODE_LOSS_WAIT);
    }

    private static List<Capability> ofOperations() {
        return List.of(
                EDIT_SCALE,
                EDIT_RESTART,
                EDIT_ROLLBACK,
                EDIT_ADOPT,
                HISTORY,
                WATCH,
                LOGS,
                LOGS_TAIL,
                LOGS_SINCE,
                ENDPOINTS,
                NODE_LIST,
                NODE_CORDON);
    }
}
