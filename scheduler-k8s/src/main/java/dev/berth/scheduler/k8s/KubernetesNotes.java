package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;

/** What Kubernetes has by itself, and what is worth knowing of it. */
final class KubernetesNotes {
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
        note(TASK_SIDECAR_STOP_AFTER_MAIN, "with what MAIN has left of the grace, the last one started first");
        note(USER, "by number only");
        note(FILE_SECRET, "root owns it, so another user reads it only where its mode lets all");
        note(STOP_GRACE, "one for the whole pod, in whole seconds");
        note(VOLUME_NAMED, "it is a PersistentVolumeClaim of that name in the workload's namespace");
        note(VOLUME_EPHEMERAL_SIZE, "a kubelet evicts the instance some time after it wrote more");
        note(RESOURCES_LIMIT_DISK, "a kubelet evicts the instance some time after it wrote more");
        note(NETWORK_DISCOVERY_NAME, "it stands for the addresses of all ready instances, there is no virtual one");
        note(HEALTH_STARTUP_GRACE, "of liveness, which isn't asked meanwhile; readiness is");
    }

    private void ofWorkloads() {
        note(
                ROLLOUT_ROLLING,
                "what is stopping counts no more, so there may be more of them for the length of the grace");
        note(ROLLOUT_SURGE, "on all nodes either that or maximumUnavailable: a count of the latter, if there is one");
        note(PREFERENCE, "the scheduler weighs it against other things, such as where an image is");
        note(SPREAD_REQUIRED, "when instances are started; fewer replicas may leave them uneven");
        note(BATCH_DEADLINE, "of each attempt, from when it has a node");
        note(BATCH_CANCEL, "Kubernetes removes what ran with its exit code and log");
        note(LOGS_FOLLOW, "over restarts, and of instances yet to come");
    }

    private void note(Capability capability, String note) {
        info.declare(capability, new Support(Support.Level.NATIVE, note, false));
    }
}
