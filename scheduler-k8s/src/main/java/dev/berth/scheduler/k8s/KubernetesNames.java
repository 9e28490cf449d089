package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.RunId;

/**
 * Names of native objects (rule IDN-1), each in the namespace of its workload. A Job takes 63 characters; a workload's name
 * has 30 at most, so no id is ever hashed. Pure.
 */
final class KubernetesNames {
    private KubernetesNames() {}

    /** The Deployment, DaemonSet or PodTemplate. */
    static String workload(WorkloadId id) {
        return id.name();
    }

    /** The Job of one revision of a BATCH: a Job's template never changes. */
    static String job(WorkloadId id, long revision) {
        return id.name() + "-r" + revision;
    }

    /** The Job of one run of a CRON. */
    static String run(RunId run) {
        return run.workload().name() + "-" + run.name();
    }

    /** The ConfigMap that holds a file of this content. A changed file is another one, as it never changes. */
    static String file(String owner, WorkloadId id, String content) {
        return id.name() + "-f" + Sha256.name(owner + "\0" + content);
    }

    /** The ConfigMap that is a record. Nobody can make a second of its name, which is what claims a generation. */
    static String record(String owner, RecordKey key) {
        return key.id().name() + ".r" + key.generation() + "." + Sha256.name(owner) + ".berth";
    }

    /** The Lease of one name of this owner. */
    static String lease(String owner, String name) {
        return "berth." + Sha256.name(owner) + "." + name;
    }
}
