package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Constraint.Operator;
import dev.berth.scheduler.spec.NodeAttribute.Family;
import java.util.List;

/** Why a swarm lacks what it lacks, and what can be said instead. */
final class SwarmRefusals {
    private static final String ONE_CONTAINER = "a task of a swarm is one container; make each a workload of its own";
    private static final String COMMANDS_ONLY =
            "engines ask by a command in the container only; say one that asks, such as wget";
    private static final String NO_PEERS = "Swarm places a service without looking where another one runs";
    private static final String NO_WEIGHTS = "Swarm knows no preference but to spread";
    private static final String ALL_AT_ONCE =
            "a service starts all its tasks at once and counts none of them towards a number; say as many workloads";
    private static final String ON_NO_REQUEST = "Swarm pauses a rollout when it fails and on no request";

    private final BackendInfo.Builder info;

    private SwarmRefusals(BackendInfo.Builder info) {
        this.info = info;
    }

    static void declare(BackendInfo.Builder info) {
        SwarmRefusals refusals = new SwarmRefusals(info);
        refusals.ofArtifacts();
        refusals.ofTasks();
        refusals.ofHealth();
        refusals.ofPlacement();
        refusals.ofConstraints();
        refusals.ofWorkloads();
        refusals.ofBatches();
    }

    private void ofArtifacts() {
        refuse("engines run containers, not programs of their machines; say an image", ARTIFACT_PROCESS);
        refuse("engines run containers, not programs of their machines; say an image", ARTIFACT_PROCESS_SOURCE);
        refuse(
                "a swarm pulls with what whoever writes the service logged in with, and keeps no secret for it; use a"
                        + " registry that asks for none",
                ARTIFACT_IMAGE_PULL_SECRET);
        refuse(
                "an engine that can't pull goes on with the image it has; name it by its digest",
                ARTIFACT_IMAGE_PULL_ALWAYS);
        refuse("an engine always asks the registry first; name the image by its digest", ARTIFACT_IMAGE_PULL_NEVER);
    }

    private void ofTasks() {
        refuse(ONE_CONTAINER, TASK_INIT, TASK_SIDECAR, TASK_SIDECAR_STOP_BEFORE_MAIN, TASK_SIDECAR_STOP_AFTER_MAIN);
        refuse("Swarm counts instances from 1, and those on each node not at all", ENVIRONMENT_INSTANCE_INDEX);
        refuse("an engine doesn't tell a container its node's address", ENVIRONMENT_HOST_ADDRESS);
        refuse("Swarm hands over secrets as files only; say a file", ENVIRONMENT_SECRET);
        refuse(
                "an engine picks the port of the node when all variables are set; say number, where the container"
                        + " listens, and leave out variable",
                PORT_VARIABLE);
        refuse("Swarm counts no disk", RESOURCES_REQUEST_DISK, RESOURCES_LIMIT_DISK);
        refuse("Swarm counts no graphics processors of its own accord", RESOURCES_REQUEST_GPU, RESOURCES_LIMIT_GPU);
    }

    private void ofHealth() {
        refuse(COMMANDS_ONLY, HEALTH_READINESS_HTTP, HEALTH_READINESS_TCP, HEALTH_LIVENESS_HTTP);
        refuse(COMMANDS_ONLY, HEALTH_LIVENESS_TCP, HEALTH_HTTPS);
        refuse("an engine ends what no longer passes its one check; say liveness for that", HEALTH_READINESS_LOST);
        refuse("one question that passes is enough for an engine", HEALTH_SUCCESS_THRESHOLD);
    }

    private void ofPlacement() {
        refuse(NO_WEIGHTS, PREFERENCE, ANTI_AFFINITY_PREFERRED);
        refuse(NO_PEERS, AFFINITY_REQUIRED, AFFINITY_PREFERRED, ANTI_AFFINITY_OTHER);
        refuse("Swarm keeps instances apart by nodes only", AFFINITY_TOPOLOGY);
        refuse("Swarm's spread is a preference and never blocks", SPREAD_REQUIRED, SPREAD_SKEW);
    }

    private void ofConstraints() {
        constraint(
                Operator.IN,
                "all constraints of a service must hold; give the nodes that are meant a label of their own");
        constraint(Operator.EXISTS, "Swarm compares with values only; give the nodes a label of one value");
        constraint(Operator.NOT_EXISTS, "Swarm compares with values only; give the other nodes a label of one value");
        constraint(
                Operator.MATCHES,
                "Swarm compares whole values only; give the nodes that are meant a label of their own");
    }

    private void ofWorkloads() {
        refuse(ON_NO_REQUEST, ROLLOUT_PAUSE, ROLLOUT_RESUME);
        refuse("the pause before a restart is always the same; say factor 1", RESTART_BACK_OFF_GROWING);
        refuse("when a node counts as lost is a setting of the swarm, --dispatcher-heartbeat", NODE_LOSS_WAIT);
        refuse(
                "Swarm's own drain ends everything on a node at once, whatever a rollout may cost; cordon the node and"
                        + " restart what is there",
                NODE_DRAIN);
        refuse("a spec says all there is to say to this backend", Capability.override(SwarmConfig.TYPE));
    }

    private void ofBatches() {
        refuse(ALL_AT_ONCE, BATCH_COMPLETIONS, BATCH_PARALLELISM);
        refuse("nothing in a swarm ends a task that takes too long; let the command end itself", BATCH_DEADLINE);
        refuse("a swarm forgets all but the last tasks of a slot, 5 unless told otherwise", BATCH_RESULT_KEPT);
        refuse("an engine tells the end by a signal as 128 and its number, which may be a code", EXIT_SIGNAL);
    }

    private void constraint(Operator operator, String reason) {
        for (Family family : Family.values()) {
            if (family != Family.UNKNOWN) {
                refuse(reason, Capability.constraint(operator, family));
            }
        }
    }

    private void refuse(String reason, Capability... capabilities) {
        List.of(capabilities).forEach(capability -> info.declare(capability, Support.unsupported(reason)));
    }
}
