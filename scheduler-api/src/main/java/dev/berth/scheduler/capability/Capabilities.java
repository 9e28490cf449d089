package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every capability of the model but the overrides, of which there is one for each type of backend. What one backend
 * has and another only half has is two capabilities. A name never changes its meaning: reports and scripts hold it.
 */
public final class Capabilities {
    /** In the order of this file; filled as the constants below are made, so it has to come before them. */
    private static final List<Capability> ALL = new ArrayList<>();

    // --- The kinds of mode.
    public static final Capability MODE_REPLICATED = capability("mode.replicated");
    public static final Capability MODE_GLOBAL = capability("mode.global");
    public static final Capability MODE_BATCH = capability("mode.batch");
    public static final Capability MODE_GLOBAL_BATCH = capability("mode.global-batch");
    public static final Capability MODE_CRON = capability("mode.cron");

    // --- What a task runs.
    public static final Capability ARTIFACT_IMAGE = capability("artifact.image");

    /** Replaces the image's own entry point. */
    public static final Capability ARTIFACT_IMAGE_ENTRYPOINT = capability("artifact.image.entrypoint");

    public static final Capability ARTIFACT_IMAGE_PULL_SECRET = capability("artifact.image.pull-secret");
    public static final Capability ARTIFACT_IMAGE_PULL_ALWAYS = capability("artifact.image.pull-always");
    public static final Capability ARTIFACT_IMAGE_PULL_NEVER = capability("artifact.image.pull-never");
    public static final Capability ARTIFACT_PROCESS = capability("artifact.process");

    /** Fetches the program and checks its digest. */
    public static final Capability ARTIFACT_PROCESS_SOURCE = capability("artifact.process.source");

    // --- Tasks beside MAIN.
    public static final Capability TASK_INIT = capability("task.init");
    public static final Capability TASK_SIDECAR = capability("task.sidecar");
    public static final Capability TASK_SIDECAR_STOP_BEFORE_MAIN = capability("task.sidecar.stop-before-main");

    /** What every SIDECAR needs that doesn't say otherwise. */
    public static final Capability TASK_SIDECAR_STOP_AFTER_MAIN = capability("task.sidecar.stop-after-main");

    // --- What a process is given.
    public static final Capability ENVIRONMENT_INSTANCE_ID = capability("environment.reference.instance-id");
    public static final Capability ENVIRONMENT_INSTANCE_INDEX = capability("environment.reference.instance-index");
    public static final Capability ENVIRONMENT_NODE_ID = capability("environment.reference.node-id");
    public static final Capability ENVIRONMENT_NODE_HOSTNAME = capability("environment.reference.node-hostname");
    public static final Capability ENVIRONMENT_HOST_ADDRESS = capability("environment.reference.host-address");
    public static final Capability ENVIRONMENT_PORT = capability("environment.reference.port");
    public static final Capability ENVIRONMENT_SECRET = capability("environment.secret");
    public static final Capability FILE_CONFIG = capability("file.config");
    public static final Capability FILE_SECRET = capability("file.secret");
    public static final Capability WORKING_DIRECTORY = capability("working-directory");
    public static final Capability USER = capability("user");

    // --- How a task is stopped (rule GRP-2).

    /** Another signal than TERM. */
    public static final Capability STOP_SIGNAL = capability("stop.signal");

    /** Another grace than 10 s. */
    public static final Capability STOP_GRACE = capability("stop.grace");

    // --- Ports (rule NET-1).
    public static final Capability PORT_DYNAMIC = capability("port.dynamic");
    public static final Capability PORT_FIXED = capability("port.fixed");
    public static final Capability PORT_INSIDE = capability("port.inside");
    public static final Capability PORT_UDP = capability("port.udp");

    /** Hands a dynamic port to the process that binds it. */
    public static final Capability PORT_VARIABLE = capability("port.variable");

    // --- Volumes.
    public static final Capability VOLUME_HOST_PATH = capability("volume.host-path");
    public static final Capability VOLUME_NAMED = capability("volume.named");
    public static final Capability VOLUME_EPHEMERAL = capability("volume.ephemeral");
    public static final Capability VOLUME_EPHEMERAL_SIZE = capability("volume.ephemeral.size");
    public static final Capability VOLUME_READ_ONLY = capability("volume.read-only");

    // --- Networks.
    public static final Capability NETWORK_HOST = capability("network.host");
    public static final Capability NETWORK_BRIDGE = capability("network.bridge");
    public static final Capability NETWORK_NAMED = capability("network.named");
    public static final Capability NETWORK_DISCOVERY_NAME = capability("network.discovery-name");

    // --- Requests are counted at placement (rule PLC-7), limits enforced while a task runs (rule RES-1).
    public static final Capability RESOURCES_REQUEST_CPU = capability("resources.request.cpu");
    public static final Capability RESOURCES_REQUEST_MEMORY = capability("resources.request.memory");
    public static final Capability RESOURCES_REQUEST_DISK = capability("resources.request.disk");
    public static final Capability RESOURCES_REQUEST_GPU = capability("resources.request.gpu");
    public static final Capability RESOURCES_LIMIT_CPU = capability("resources.limit.cpu");
    public static final Capability RESOURCES_LIMIT_MEMORY = capability("resources.limit.memory");
    public static final Capability RESOURCES_LIMIT_DISK = capability("resources.limit.disk");
    public static final Capability RESOURCES_LIMIT_GPU = capability("resources.limit.gpu");

    // --- Health (rules HLT-1 to HLT-3).
    public static final Capability HEALTH_STARTUP_GRACE = capability("health.startup-grace");
    public static final Capability HEALTH_READINESS_HTTP = capability("health.readiness.http");
    public static final Capability HEALTH_READINESS_TCP = capability("health.readiness.tcp");
    public static final Capability HEALTH_READINESS_COMMAND = capability("health.readiness.command");

    /** An instance loses READY without a restart when its readiness stops passing. */
    public static final Capability HEALTH_READINESS_LOST = capability("health.readiness.lost");

    public static final Capability HEALTH_LIVENESS_HTTP = capability("health.liveness.http");
    public static final Capability HEALTH_LIVENESS_TCP = capability("health.liveness.tcp");
    public static final Capability HEALTH_LIVENESS_COMMAND = capability("health.liveness.command");

    /** Probes over HTTPS, beside those over HTTP. */
    public static final Capability HEALTH_HTTPS = capability("health.https");

    public static final Capability HEALTH_SUCCESS_THRESHOLD = capability("health.success-threshold");
    public static final Capability HEALTH_FAILURE_THRESHOLD = capability("health.failure-threshold");

    // --- Restarts (rule RST-1).
    public static final Capability RESTART_ALWAYS = capability("restart.always");
    public static final Capability RESTART_ON_FAILURE = capability("restart.on-failure");
    public static final Capability RESTART_NEVER = capability("restart.never");
    public static final Capability RESTART_LIMIT = capability("restart.limit");

    /** A stated pause before each restart. */
    public static final Capability RESTART_BACK_OFF = capability("restart.back-off");

    /** A pause that grows from restart to restart. */
    public static final Capability RESTART_BACK_OFF_GROWING = capability("restart.back-off.growing");

    // --- Rollouts (rules UPD-1 to UPD-6).
    public static final Capability ROLLOUT_ROLLING = capability("rollout.rolling");
    public static final Capability ROLLOUT_ALL_AT_ONCE = capability("rollout.all-at-once");
    public static final Capability ROLLOUT_SURGE = capability("rollout.surge");
    public static final Capability ROLLOUT_MINIMUM_READY_TIME = capability("rollout.minimum-ready-time");
    public static final Capability ROLLOUT_PROGRESS_DEADLINE = capability("rollout.progress-deadline");
    public static final Capability ROLLOUT_ON_FAILURE_ROLLBACK = capability("rollout.on-failure.rollback");
    public static final Capability ROLLOUT_ON_FAILURE_PAUSE = capability("rollout.on-failure.pause");

    /** Failing instances alone end a rollout, without a deadline to wait for. */
    public static final Capability ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE =
            capability("rollout.on-failure.without-deadline");

    public static final Capability ROLLOUT_PAUSE = capability("rollout.pause");
    public static final Capability ROLLOUT_RESUME = capability("rollout.resume");
    public static final Capability ROLLOUT_ABORT = capability("rollout.abort");

    // --- Placement (rules PLC-1 to PLC-5), beside one capability for each operator and family of attributes.

    /** Constraints hold after a node's attributes change, too. */
    public static final Capability CONSTRAINT_FOLLOWS_LABELS = capability("constraint.follows-labels");

    public static final Capability PREFERENCE = capability("preference");
    public static final Capability AFFINITY_REQUIRED = capability("affinity.required");
    public static final Capability AFFINITY_PREFERRED = capability("affinity.preferred");
    public static final Capability ANTI_AFFINITY_SELF = capability("anti-affinity.self");
    public static final Capability ANTI_AFFINITY_OTHER = capability("anti-affinity.other");
    public static final Capability ANTI_AFFINITY_PREFERRED = capability("anti-affinity.preferred");
    public static final Capability ANTI_AFFINITY_DURING_ROLLOUT = capability("anti-affinity.during-rollout");

    /** Affinity and anti-affinity over wider places than one node. */
    public static final Capability AFFINITY_TOPOLOGY = capability("affinity.topology");

    public static final Capability MAXIMUM_PER_NODE = capability("maximum-per-node");
    public static final Capability MAXIMUM_PER_NODE_DURING_ROLLOUT = capability("maximum-per-node.during-rollout");
    public static final Capability SPREAD_REQUIRED = capability("spread.required");
    public static final Capability SPREAD_PREFERRED = capability("spread.preferred");

    /** Another skew than 1. */
    public static final Capability SPREAD_SKEW = capability("spread.skew");

    // --- Batches (rules BAT-1 to BAT-4).
    public static final Capability BATCH_COMPLETIONS = capability("batch.completions");
    public static final Capability BATCH_PARALLELISM = capability("batch.parallelism");
    public static final Capability BATCH_RETRIES = capability("batch.retries");
    public static final Capability BATCH_DEADLINE = capability("batch.deadline");
    public static final Capability BATCH_CANCEL = capability("batch.cancel");

    /** The result stays until the workload is removed, whatever the backend cleans up. */
    public static final Capability BATCH_RESULT_KEPT = capability("batch.result-kept");

    /** A signal is told apart from an exit code of 128 and more. */
    public static final Capability EXIT_SIGNAL = capability("exit.signal");

    // --- Crons (rule CRN-1).

    /** Another zone than UTC. */
    public static final Capability CRON_ZONE = capability("cron.zone");

    public static final Capability CRON_OVERLAP_ALLOW = capability("cron.overlap.allow");
    public static final Capability CRON_OVERLAP_FORBID = capability("cron.overlap.forbid");
    public static final Capability CRON_OVERLAP_REPLACE = capability("cron.overlap.replace");
    public static final Capability CRON_STARTING_DEADLINE = capability("cron.starting-deadline");

    /** Another number of kept runs than 10. */
    public static final Capability CRON_KEPT_RUNS = capability("cron.kept-runs");

    // --- Lost nodes (rule NOD-3).

    /** Instances of a lost node are replaced elsewhere. */
    public static final Capability NODE_LOSS_REPLACEMENT = capability("node-loss.replacement");

    public static final Capability NODE_LOSS_WAIT = capability("node-loss-wait");

    // --- The verbs that not every backend has; apply and remove need no capability of their own.
    public static final Capability EDIT_SCALE = capability("edit.scale");
    public static final Capability EDIT_RESTART = capability("edit.restart");
    public static final Capability EDIT_ROLLBACK = capability("edit.rollback");
    public static final Capability EDIT_ADOPT = capability("edit.adopt");

    // --- Observation (rules OBS-2, LOG-1, NET-1, HIS-1).
    public static final Capability HISTORY = capability("history");
    public static final Capability WATCH = capability("watch");
    public static final Capability LOGS = capability("logs");
    public static final Capability LOGS_TAIL = capability("logs.tail");
    public static final Capability LOGS_SINCE = capability("logs.since");
    public static final Capability LOGS_FOLLOW = capability("logs.follow");

    /** Tells standard output from standard error. */
    public static final Capability LOGS_STREAM = capability("logs.stream");

    /** Gives the lines of instances that have ended. */
    public static final Capability LOGS_ENDED = capability("logs.ended");

    public static final Capability ENDPOINTS = capability("endpoints");

    // --- Nodes (rules NOD-1 and NOD-2).
    public static final Capability NODE_LIST = capability("node.list");
    public static final Capability NODE_CORDON = capability("node.cordon");
    public static final Capability NODE_DRAIN = capability("node.drain");

    static {
        for (Constraint.Operator operator : Constraint.Operator.values()) {
            for (NodeAttribute.Family family : NodeAttribute.Family.values()) {
                if (family != NodeAttribute.Family.UNKNOWN) {
                    ALL.add(Capability.constraint(operator, family));
                }
            }
        }
    }

    private Capabilities() {}

    /** Every constant of this class and the constraint of each operator on each family of attributes. */
    public static List<Capability> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static Capability capability(String name) {
        Capability capability = new Capability(name);
        ALL.add(capability);
        return capability;
    }
}
