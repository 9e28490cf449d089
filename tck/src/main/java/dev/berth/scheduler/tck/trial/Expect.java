package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import java.util.Optional;

/** What a test demands. */
public final class Expect {
    private Expect() {}

    public static void that(boolean holds, String promise) {
        if (!holds) {
            throw new ContractViolation(promise);
        }
    }

    public static void equal(Object expected, Object seen, String what) {
        that(expected.equals(seen), what + " is to be " + expected + " and is " + seen);
    }

    public static <T> T present(Optional<T> value, String what) {
        return value.orElseThrow(() -> new ContractViolation(what + " is to be there and isn't"));
    }

    /** Runs {@code call}, which has to fail with {@code code}. */
    public static SchedulerException failure(ErrorCode code, String what, Runnable call) {
        SchedulerException failure = anyFailure(what, call);
        if (failure.code() != code) {
            throw new ContractViolation(
                    what + " is to fail with " + code + " and failed with " + failure.code(), failure);
        }
        return failure;
    }

    /** Runs {@code call}, which has to fail somehow. */
    public static SchedulerException anyFailure(String what, Runnable call) {
        try {
            call.run();
        } catch (SchedulerException e) {
            return e;
        }
        throw new ContractViolation(what + " is to fail and didn't fail");
    }

    /** Runs {@code call}, which has to be refused for lack of exactly what it needs and the backend doesn't claim. */
    public static RefusalProven refusal(String what, Runnable call) {
        try {
            call.run();
        } catch (RefusalProven proven) {
            return proven;
        }
        throw new ContractViolation("CAP-1: " + what + " is to be refused and wasn't");
    }
}
