package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Constraint.Operator;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute.Family;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import java.util.List;

/**
 * What a swarm has, with or without a controller; why it lacks the rest says {@link SwarmRefusals}. It is the same for
 * every version from {@link dev.berth.scheduler.swarm.engine.ApiVersion#OLDEST}: nothing newer is used. Pure.
 */
final class SwarmCapabilities {
    private static final String LATER_NODES =
            "a node that matches only later runs it, too, also after all the others have ended";
    private static final String ANY_CASE =
            "Swarm takes values that differ in letter case only for equal; while a node has such a value, it is refused";
    private static final String LISTED = "Swarm tells no changes of tasks, so they are listed, once a second at most";
    private static final String TICKS = "a controller fires the ticks: berth controller run";
    private static final String ANSWERS = "a controller answers the failure: berth controller run";
    private static final String STUCK =
            ANSWERS + "; a manager can't be told to wait, so what got stuck goes on once its instances get ready";

    private SwarmCapabilities() {}

    static BackendInfo info(EngineInfo engine) {
        String version = engine.version() + " (API " + engine.apiVersion() + ")";
        BackendInfo.Builder info = BackendInfo.builder(SwarmConfig.TYPE, "Docker Swarm", version);
        ofTasks().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        ofWorkloads().forEach(capability -> info.declare(capability, Support.nativeSupport()));
        SwarmNotes.declare(info);
        constraints(info);
        info.declare(MODE_GLOBAL_BATCH, Support.emulated(LATER_NODES));
        info.declare(WATCH, Support.emulated(LISTED));
        controlled(info);
        SwarmRefusals.declare(info);
        info.declare(
                Mode.Kind.GLOBAL_BATCH,
                BATCH_CANCEL,
                Support.unsupported("Swarm ends the tasks of a global service with the service only; remove it"));
        return info.build();
    }

    private static void controlled(BackendInfo.Builder info) {
        scheduled().forEach(capability -> info.declare(capability, Support.controlled(TICKS)));
        List.of(ROLLOUT_PROGRESS_DEADLINE, ROLLOUT_ON_FAILURE_ROLLBACK)
                .forEach(capability -> info.declare(capability, Support.controlled(ANSWERS)));
        info.declare(ROLLOUT_ON_FAILURE_PAUSE, Support.controlled(STUCK));
        List.of(ROLLOUT_PAUSE, ROLLOUT_RESUME)
                .forEach(capability -> info.declare(Mode.Kind.CRON, capability, Support.controlled(TICKS)));
    }

    private static void constraints(BackendInfo.Builder info) {
        for (Operator operator : List.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.NOT_IN)) {
            for (Family family : List.of(Family.NODE_ID, Family.OS, Family.ARCH)) {
                info.declare(Capability.constraint(operator, family), Support.nativeSupport());
            }
            for (Family family : List.of(Family.HOSTNAME, Family.ZONE, Family.REGION, Family.LABEL)) {
                info.declare(Capability.constraint(operator, family), Support.emulated(ANY_CASE));
            }
        }
    }

    private static List<Capability> ofTasks() {
        return List.of(
                ARTIFACT_IMAGE,
                ARTIFACT_IMAGE_ENTRYPOINT,
                ENVIRONMENT_INSTANCE_ID,
                ENVIRONMENT_NODE_ID,
                ENVIRONMENT_NODE_HOSTNAME,
                ENVIRONMENT_PORT,
                FILE_CONFIG,
                WORKING_DIRECTORY,
                USER,
                STOP_SIGNAL,
                STOP_GRACE,
                PORT_FIXED,
                PORT_INSIDE,
                PORT_UDP,
                VOLUME_HOST_PATH,
                VOLUME_EPHEMERAL_SIZE,
                VOLUME_READ_ONLY,
                NETWORK_HOST,
                NETWORK_BRIDGE,
                NETWORK_NAMED,
                RESOURCES_REQUEST_CPU,
                RESOURCES_REQUEST_MEMORY,
                RESOURCES_LIMIT_CPU,
                RESOURCES_LIMIT_MEMORY);
    }

    private static List<Capability> ofWorkloads() {
        return List.of(
                MODE_REPLICATED,
                MODE_GLOBAL,
                MODE_BATCH,
                RESTART_ALWAYS,
                RESTART_ON_FAILURE,
                RESTART_NEVER,
                RESTART_BACK_OFF,
                ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE,
                ROLLOUT_ABORT,
                CONSTRAINT_FOLLOWS_LABELS,
                ANTI_AFFINITY_SELF,
                ANTI_AFFINITY_DURING_ROLLOUT,
                MAXIMUM_PER_NODE,
                MAXIMUM_PER_NODE_DURING_ROLLOUT,
                BATCH_RETRIES,
                BATCH_CANCEL,
                EDIT_SCALE,
                EDIT_RESTART,
                EDIT_ROLLBACK,
                EDIT_ADOPT,
                HISTORY,
                LOGS,
                LOGS_TAIL,
                LOGS_SINCE,
                LOGS_FOLLOW,
                LOGS_STREAM,
                ENDPOINTS,
                NODE_LIST,
                NODE_CORDON);
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
}
