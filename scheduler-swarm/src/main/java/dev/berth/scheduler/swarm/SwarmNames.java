package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.RunId;
import java.util.Optional;

/**
 * Names of native objects (rule IDN-1). A service takes 63 characters, a config 64, and letter case makes no other name;
 * ours have none. Where a name has no room for an id stands the hash of owner and id: the first 26 characters of SHA-256 in
 * lower-case Base32, 130 bits. Pure.
 */
final class SwarmNames {
    /** Follows the beginning of all objects in the names of entries of runs. */
    static final String ENTRY = "t";

    private static final String PREFIX = "berth-";

    private SwarmNames() {}

    /** At most 61 characters; an underscore is in no part of an id, so the name gives the id back. */
    static String service(WorkloadId id) {
        return id.namespace() + "_" + id.name();
    }

    /** The workload that a service of this name could be of; empty for names that are never ours. */
    static Optional<WorkloadId> workload(String service) {
        int underscore = service.indexOf('_');
        if (underscore < 0) {
            return Optional.empty();
        }
        String namespace = service.substring(0, underscore);
        String name = service.substring(underscore + 1);
        return WorkloadId.problems(namespace, name).isEmpty()
                ? Optional.of(WorkloadId.of(namespace, name))
                : Optional.empty();
    }

    /** The service of one run of a CRON. */
    static String run(String owner, RunId run) {
        return PREFIX + hash(owner, run.workload()) + "-" + run.name();
    }

    /** How the names of all objects of a workload begin, but for its service. */
    static String objects(String owner, WorkloadId id) {
        return PREFIX + hash(owner, id) + "-";
    }

    /** The config that says of a run of a CRON that it was made. */
    static String entry(String owner, RunId run) {
        return objects(owner, run.workload()) + ENTRY + run.name();
    }

    /** The config that is a record. Nobody can make a second of its name, which is what claims a generation. */
    static String record(String owner, RecordKey key) {
        return PREFIX + hash(owner, key.id()) + "-r" + key.generation();
    }

    /** The config that holds a file of this content. A changed file is another config, as a config never changes. */
    static String file(String owner, WorkloadId id, String content) {
        return PREFIX + hash(owner, id) + "-f" + hash(content);
    }

    /** The config that stands for an edit which holds a rollout. */
    static String hold(String owner, RecordKey key) {
        return PREFIX + hash(owner, key.id()) + "-h" + key.generation();
    }

    /** The config whose labels say who holds a lease. */
    static String lease(String owner, String name) {
        return PREFIX + "lease-" + hash(owner + "\0" + name);
    }

    /** Neither an owner nor an id can hold a NUL, so no two pairs are one text. */
    private static String hash(String owner, WorkloadId id) {
        return hash(owner + "\0" + id.namespace() + "\0" + id.name());
    }

    private static String hash(String text) {
        return Sha256.name(text);
    }
}
