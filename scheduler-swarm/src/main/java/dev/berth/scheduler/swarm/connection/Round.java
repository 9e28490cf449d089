package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request going round the managers until one answers; why each didn't. */
final class Round {
    private final Deque<URI> untried;
    private final Set<URI> again = new HashSet<>();
    private final List<SchedulerException> failures = new ArrayList<>();

    Round(Collection<URI> hosts) {
        this.untried = new ArrayDeque<>(hosts);
    }

    /** Whether this one is still to be asked. */
    boolean isUntried(URI host) {
        return untried.contains(host);
    }

    /** Whom to ask next; null when all have been asked. */
    @Nullable
    URI next() {
        return untried.peek();
    }

    /** Whether others are left if this one fails. */
    boolean hasOthers() {
        return untried.size() > 1;
    }

    /** Grants that the same manager is asked a second time, but no third. */
    boolean again(URI host) {
        return again.add(host);
    }

    void failed(URI host, SchedulerException failure) {
        untried.remove(host);
        failures.add(failure);
    }

    /** What to tell when nobody is left: the reason of the only one, or all of them. */
    SchedulerException failure() {
        SchedulerException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        StringBuilder text =
                new StringBuilder("none of the ").append(failures.size()).append(" managers can be used:");
        failures.forEach(one -> text.append("\n  ").append(one.getMessage()));
        return failures.stream().allMatch(one -> one.code() == ErrorCode.UNAUTHORIZED)
                ? ContactException.unauthorized(text.toString())
                : ContactException.unavailable(text.toString(), Effect.NONE, last);
    }
}
