package dev.berth.scheduler.local;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.List;
import java.util.Optional;

/** What the embedded backend has, and why it lacks the rest. Pure. */
final class LocalCapabilities {
    private static final String LATER = "comes in a later version; until then ";
    private static final String NO_IMAGES = "there is no container runtime: it runs programs of this machine";
    private static final String NO_MOUNTS = "a process sees the machine's own files and nothing else: ";
    private static final String POINT = "at a directory that the machine has already, which is then not seen there";
    private static final String IN_VOLUME = "in an ephemeral volume of the task";
    private static final String AT_START =
            "the value is that of the process's last start; a changed one restarts nothing";
    private static final String NO_SIZE = "an ephemeral volume is a directory, which nothing bounds";
    private static final String BY_ROOT = "a process that runs as root could undo it";
    private static final String ONE_NETWORK = "processes share the network of the machine";
    private static final String ONE_MACHINE = "all its nodes are one machine, which can't be lost in part";
    private static final String NO_LIMITS =
            "nothing is enforced while a process runs: that needs a cgroup of its own, of version 2";
    private static final String INIT_ONCE = "once for each instance: they don't run again when another task is";
    private static final String BY_POLICY =
            "started again by the workload's policy, and in a batch always; with one that isn't, the instance ends";
    private static final String FIXED_PORT =
            "one instance on the machine; when it is replaced, the old one stops before the new one starts";

    private static final String CORDONED = "a cordoned node gets its instance too, and draining a node leaves it there";

    private static final String BY_CONTROLLER = "its controller answers the failure: the agent runs one";

    private static final String TICKS = "its controller fires the ticks: the agent runs one";

    private LocalCapabilities() {}

    /**
     * What it has on a machine.
     *
     * @param unmounted why processes can't be shown directories at paths of their own; empty when they can
     */
    static BackendInfo info(Optional<String> unmounted) {
        return declared(unmounted).build();
    }

    /** Of what is simulated everything can be had, and its nodes can be lost. */
    static BackendInfo simulated() {
        BackendInfo.Builder info = declared(Optional.empty());
        List.of(NODE_LOSS_REPLACEMENT, NODE_LOSS_WAIT)
                .forEach(capability -> info.declare(capability, Support.nativeSupport()));
        return info.build();
    }

    private static BackendInfo.Builder declared(Optional<String> unmounted) {
        String version = Optional.ofNullable(
                        LocalCapabilities.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        BackendInfo.Builder info = BackendInfo.builder(LocalConfig.TYPE, "Berth embedded", version);
        supportedOfProcesses().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        supportedOfWorkloads().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        constraints(info);
        info.declare(TASK_INIT, new Support(Support.Level.NATIVE, INIT_ONCE, false));
        info.declare(TASK_SIDECAR, new Support(Support.Level.NATIVE, BY_POLICY, false));
        info.declare(PORT_FIXED, new Support(Support.Level.NATIVE, FIXED_PORT, false));
        List.of(MODE_GLOBAL, MODE_GLOBAL_BATCH)
                .forEach(capability -> info.declare(capability, new Support(Support.Level.NATIVE, CORDONED, false)));
        List.of(ROLLOUT_ON_FAILURE_ROLLBACK, ROLLOUT_ON_FAILURE_PAUSE)
                .forEach(capability -> info.declare(capability, Support.controlled(BY_CONTROLLER)));
        scheduled().forEach(capability -> info.declare(capability, Support.controlled(TICKS)));
        later(info);
        lacking(info, NO_IMAGES, images());
        storage(info, unmounted);
        lacking(info, ONE_NETWORK, networks());
        lacking(info, NO_LIMITS, limits());
        info.declare(ENVIRONMENT_SECRET, new Support(Support.Level.NATIVE, AT_START, false));
        lacking(info, ONE_MACHINE, List.of(NODE_LOSS_REPLACEMENT, NODE_LOSS_WAIT));
        lacking(info, "processes run as the user that runs the backend", List.of(USER));
        lacking(
                info,
                "constraints hold at placement; what runs stays when the attributes of its node change",
                List.of(CONSTRAINT_FOLLOWS_LABELS));
        lacking(
                info,
                "a spec says all there is to say to this backend",
                List.of(Capability.override(LocalConfig.TYPE)));
        return info;
    }

    private static void lacking(BackendInfo.Builder info, String reason, List<Capability> capabilities) {
        capabilities.forEach(capability -> info.declare(capability, Support.unsupported(reason)));
    }

    private static void constraints(BackendInfo.Builder info) {
        for (Constraint.Operator operator : Constraint.Operator.values()) {
            for (NodeAttribute.Family family : NodeAttribute.Family.values()) {
                if (family != NodeAttribute.Family.UNKNOWN) {
                    info.declare(Capability.constraint(operator, family), Support.nativeSupport());
                }
            }
        }
    }

    private static List<Capability> supportedOfProcesses() {
        return List.of(
                MODE_REPLICATED,
                MODE_BATCH,
                BATCH_COMPLETIONS,
                BATCH_PARALLELISM,
                BATCH_RETRIES,
                BATCH_DEADLINE,
                BATCH_CANCEL,
                BATCH_RESULT_KEPT,
                ARTIFACT_PROCESS,
                TASK_SIDECAR_STOP_BEFORE_MAIN,
                TASK_SIDECAR_STOP_AFTER_MAIN,
                ENVIRONMENT_INSTANCE_ID,
                ENVIRONMENT_INSTANCE_INDEX,
                ENVIRONMENT_NODE_ID,
                ENVIRONMENT_NODE_HOSTNAME,
                ENVIRONMENT_HOST_ADDRESS,
                ENVIRONMENT_PORT,
                WORKING_DIRECTORY,
                STOP_SIGNAL,
                STOP_GRACE,
                PORT_DYNAMIC,
                PORT_UDP,
                PORT_VARIABLE,
                NETWORK_HOST,
                RESOURCES_REQUEST_CPU,
                RESOURCES_REQUEST_MEMORY,
                RESOURCES_REQUEST_DISK,
                RESOURCES_REQUEST_GPU,
                HEALTH_STARTUP_GRACE,
                HEALTH_READINESS_HTTP,
                HEALTH_READINESS_TCP,
                HEALTH_READINESS_COMMAND,
                HEALTH_READINESS_LOST,
                HEALTH_LIVENESS_HTTP,
                HEALTH_LIVENESS_TCP,
                HEALTH_LIVENESS_COMMAND,
                HEALTH_HTTPS,
                HEALTH_SUCCESS_THRESHOLD,
                HEALTH_FAILURE_THRESHOLD,
                RESTART_ALWAYS,
                RESTART_ON_FAILURE,
                RESTART_NEVER,
                RESTART_LIMIT,
                RESTART_BACK_OFF,
                RESTART_BACK_OFF_GROWING,
                EXIT_SIGNAL);
    }

    private static List<Capability> supportedOfWorkloads() {
        return List.of(
                ROLLOUT_ROLLING,
                ROLLOUT_ALL_AT_ONCE,
                ROLLOUT_SURGE,
                ROLLOUT_MINIMUM_READY_TIME,
                ROLLOUT_PROGRESS_DEADLINE,
                ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE,
                ROLLOUT_PAUSE,
                ROLLOUT_RESUME,
                ROLLOUT_ABORT,
                PREFERENCE,
                AFFINITY_REQUIRED,
                AFFINITY_PREFERRED,
                ANTI_AFFINITY_SELF,
                ANTI_AFFINITY_OTHER,
                ANTI_AFFINITY_PREFERRED,
                ANTI_AFFINITY_DURING_ROLLOUT,
                AFFINITY_TOPOLOGY,
                MAXIMUM_PER_NODE,
                MAXIMUM_PER_NODE_DURING_ROLLOUT,
                SPREAD_REQUIRED,
                SPREAD_PREFERRED,
                SPREAD_SKEW,
                EDIT_SCALE,
                EDIT_RESTART,
                EDIT_ROLLBACK,
                EDIT_ADOPT,
                HISTORY,
                WATCH,
                LOGS,
                LOGS_TAIL,
                LOGS_SINCE,
                LOGS_FOLLOW,
                LOGS_STREAM,
                LOGS_ENDED,
                ENDPOINTS,
                NODE_LIST,
                NODE_CORDON,
                NODE_DRAIN);
    }

    /** What is to be built, each with what can be done meanwhile. */
    private static void later(BackendInfo.Builder info) {
        lacking(
                info,
                LATER + "put the program on the machine yourself and name its path",
                List.of(ARTIFACT_PROCESS_SOURCE));
    }

    private static List<Capability> scheduled() {
        return List.of(
                MODE_CRON,
                CRON_ZONE,
                CRON_OVERLAP_ALLOW,
                CRON_OVERLAP_FORBID,
                CRON_OVERLAP_REPLACE,
                CRON_STARTING_DEADLINE,
                CRON_KEPT_RUNS);
    }

    private static List<Capability> images() {
        return List.of(
                ARTIFACT_IMAGE,
                ARTIFACT_IMAGE_ENTRYPOINT,
                ARTIFACT_IMAGE_PULL_SECRET,
                ARTIFACT_IMAGE_PULL_ALWAYS,
                ARTIFACT_IMAGE_PULL_NEVER);
    }

    private static void storage(BackendInfo.Builder info, Optional<String> unmounted) {
        info.declare(VOLUME_EPHEMERAL_SIZE, Support.unsupported(NO_SIZE));
        mounted(info, POINT, unmounted, List.of(VOLUME_HOST_PATH, VOLUME_NAMED, VOLUME_EPHEMERAL));
        mounted(info, BY_ROOT, unmounted, List.of(VOLUME_READ_ONLY));
        mounted(info, IN_VOLUME, unmounted, List.of(FILE_CONFIG));
        mounted(info, IN_VOLUME + "; " + AT_START, unmounted, List.of(FILE_SECRET));
    }

    private static void mounted(
            BackendInfo.Builder info, String caveat, Optional<String> unmounted, List<Capability> capabilities) {
        Support support = unmounted
                .map(why -> Support.unsupported(NO_MOUNTS + why))
                .orElse(new Support(Support.Level.NATIVE, caveat, false));
        capabilities.forEach(capability -> info.declare(capability, support));
    }

    private static List<Capability> networks() {
        return List.of(PORT_INSIDE, NETWORK_BRIDGE, NETWORK_NAMED, NETWORK_DISCOVERY_NAME);
    }

    private static List<Capability> limits() {
        return List.of(RESOURCES_LIMIT_CPU, RESOURCES_LIMIT_MEMORY, RESOURCES_LIMIT_DISK, RESOURCES_LIMIT_GPU);
    }
}
