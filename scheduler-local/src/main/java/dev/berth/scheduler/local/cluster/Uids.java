package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Names instances (rule IDN-2). Eight characters of 32 are 40 random bits: a workload with a million instances in its
 * past repeats one with a probability of one in a million, and never one that is there.
 */
final class Uids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 8;

    private final RandomGenerator random;
    private final Predicate<InstanceId> taken;

    Uids(RandomGenerator random, Predicate<InstanceId> taken) {
        this.random = random;
        this.taken = taken;
    }

    InstanceId next(WorkloadId workload) {
        while (true) {
            StringBuilder uid = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                uid.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            InstanceId id = new InstanceId(workload, uid.toString());
            if (!taken.test(id)) {
                return id;
            }
        }
    }
}
