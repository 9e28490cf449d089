package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import java.util.List;

/** What Kubernetes has by itself, and what is worth knowing of it. */
final class KubernetesNotes {
    private static final String READ_ONLY = "nobody may write it, whatever its mode";
    private static final String FROM_ITS_START = "the interval is from the start of one question to that of the next";

    private final BackendInfo.Builder info;

    private KubernetesNotes(BackendInfo.Builder info) {
        this.info = info;
    }

    static void declare(BackendInfo.Builder info) {
        KubernetesNotes notes = new KubernetesNotes(info);
        notes.ofTasks();
        notes.ofWorkloads();
    }

    private void ofTasks() {
        note(
                TASK_SIDECAR,
                "it is an init container that goes on; what follows it waits for its readiness as for its startup");
        note(TASK_INIT, "all of them run again in the same instance when its node has restarted");
        note(TASK_SIDECAR_STOP_AFTER_MAIN, "with what MAIN has left of the grace, the last one started first");
        note(USER, "by number only");
        note(FILE_CONFIG, READ_ONLY);
        note(FILE_SECRET, READ_ONLY + ", and root owns it, so another user reads it only where its mode lets all");
        note(STOP_GRACE, "one for the whole pod, in whole seconds");
        note(VOLUME_NAMED, "it is a PersistentVolumeClaim of that name in the workload's namespace");
        note(VOLUME_HOST_PATH, "one that isn't there is made on the node, as an empty directory");
        note(VOLUME_READ_ONLY, "what else is mounted below a host path on its node can be written");
        note(VOLUME_EPHEMERAL_SIZE, "a kubelet evicts the instance some time after it wrote more");
        note(RESOURCES_LIMIT_DISK, "a kubelet evicts the instance some time after it wrote more");
        note(NETWORK_DISCOVERY_NAME, "it stands for the addresses of all ready instances, there is no virtual one");
        for (Capability command : List.of(HEALTH_READINESS_COMMAND, HEALTH_LIVENESS_COMMAND)) {
            note(
                    command,
                    FROM_ITS_START + "; one that can't be executed says nothing: what was ready or alive stays so");
        }
        for (Capability http : List.of(HEALTH_READINESS_HTTP, HEALTH_LIVENESS_HTTP)) {
            note(http, FROM_ITS_START + "; a redirect to the same host is followed");
        }
        note(HEALTH_READINESS_TCP, FROM_ITS_START);
        note(HEALTH_LIVENESS_TCP, FROM_ITS_START);
        note(HEALTH_STARTUP_GRACE, "of liveness, which isn't asked meanwhile; readiness is");
    }

    private void ofWorkloads() {
        note(
                ROLLOUT_ROLLING,
                "what is stopping counts no more, so there may be more of them for the length of the grace");
        noteOfGlobal(ROLLOUT_ALL_AT_ONCE, "each node's new instance waits for its own old one only");
        note(ROLLOUT_SURGE, "on all nodes either that or maximumUnavailable: a count of the latter, if there is one");
        note(ROLLOUT_PROGRESS_DEADLINE, "an instance that becomes ready, if only for a moment, counts as progress");
        note(ROLLOUT_PAUSE, "scaled halfway, both revisions get their share");
        noteOfGlobal(ROLLOUT_PAUSE, "what is made meanwhile, as on a node that joins, is of the new revision");
        for (Capability most : List.of(MAXIMUM_PER_NODE, MAXIMUM_PER_NODE_DURING_ROLLOUT)) {
            note(most, "of more than one, what is stopping isn't counted");
        }
        note(NODE_LOSS_WAIT, "another wait replaces all instances, within the limits of the rollout");
        note(PREFERENCE, "the scheduler weighs it against other things, such as where an image is");
        note(SPREAD_REQUIRED, "when instances are started; fewer replicas may leave them uneven");
        note(MODE_BATCH, "what ends with 0 when it is told to end counts as a success, evicted or not");
        note(BATCH_DEADLINE, "of each attempt, from when it has a node");
        note(BATCH_CANCEL, "Kubernetes removes what is told to end, with its log, and does not count it as an attempt");
        note(LOGS_FOLLOW, "over restarts, and of instances yet to come");
    }

    private void noteOfGlobal(Capability capability, String note) {
        info.declare(Mode.Kind.GLOBAL, capability, new Support(Support.Level.NATIVE, note, false));
    }

    private void note(Capability capability, String note) {
        info.declare(capability, new Support(Support.Level.NATIVE, note, false));
    }
}
