package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;

/** What a swarm has by itself, and what is worth knowing of it. */
final class SwarmNotes {
    private final BackendInfo.Builder info;

    private SwarmNotes(BackendInfo.Builder info) {
        this.info = info;
    }

    static void declare(BackendInfo.Builder info) {
        SwarmNotes notes = new SwarmNotes(info);
        notes.ofTasks();
        notes.ofHealth();
        notes.ofWorkloads();
    }

    private void ofTasks() {
        note(FILE_SECRET, "a secret of a swarm never changes: for another value make another secret and name that");
        note(PORT_DYNAMIC, "say number, where the container listens: it can't be told what the engine picks");
        note(VOLUME_NAMED, "each node has one of its own, unless the volume's driver shares it");
        note(VOLUME_EPHEMERAL, "in the node's memory, and no program can be executed there");
        note(NETWORK_DISCOVERY_NAME, "it stands for the addresses of all ready instances, there is no virtual one");
    }

    private void ofHealth() {
        note(HEALTH_READINESS_COMMAND, "it is passed once: what was ready stays so while it runs");
        note(HEALTH_LIVENESS_COMMAND, "an instance isn't ready before it has passed once");
        note(HEALTH_STARTUP_GRACE, "it ends with the first question that passes");
        note(HEALTH_FAILURE_THRESHOLD, "of liveness; readiness is never lost, however often it fails");
    }

    private void ofWorkloads() {
        note(RESTART_LIMIT, "counted by the manager that leads, from 0 by the next one");
        note(ROLLOUT_ROLLING, "one that supersedes another half-way may have one batch more under way for a while");
        note(ROLLOUT_ALL_AT_ONCE, "all are told to stop at once; each is followed as soon as it has ended itself");
        note(ROLLOUT_SURGE, "a new instance is ready before an old one is stopped, so none is missing meanwhile");
        note(ROLLOUT_MINIMUM_READY_TIME, "with a maximumUnavailable of 1 or more and without surge");
        note(SPREAD_PREFERRED, "over labels, zones, regions and nodes");
        note(NODE_LOSS_REPLACEMENT, "when a node counts as lost is a setting of the swarm, --dispatcher-heartbeat");
        note(LOGS_ENDED, "while their node keeps the containers: an engine that starts again forgets them");
    }

    private void note(Capability capability, String note) {
        info.declare(capability, new Support(Support.Level.NATIVE, note, false));
    }
}
