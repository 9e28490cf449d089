package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Backend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A backend behind a connection that a seed makes bad: what is asked gets lost, is late, is not answered, or comes twice. */
final class FaultyBackend implements InvocationHandler {
    /** What changes something or reads it; a watch connects again by itself, and closing is no message. */
    private static final Set<String> MESSAGES =
            Set.of("read", "records", "ids", "createIfAbsent", "send", "persist", "infeasible");

    private static final Set<String> WRITES = Set.of("createIfAbsent", "send");
    private static final int KINDS = 10;
    private static final long LONGEST_DELAY_NANOS = 3_000_000;

    private final Backend backend;
    private final Random chances;

    private FaultyBackend(Backend backend, long seed) {
        this.backend = backend;
        this.chances = new Random(seed);
    }

    static Backend of(Backend backend, long seed) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, new FaultyBackend(backend, seed));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (!MESSAGES.contains(method.getName())) {
            return call(method, arguments);
        }
        boolean write = WRITES.contains(method.getName());
        return switch (next()) {
            case 0 -> throw lost(method, Effect.NONE);
            case 1 -> {
                call(method, arguments);
                throw lost(method, write ? Effect.UNKNOWN : Effect.NONE);
            }
            case 2 -> {
                Object answer = call(method, arguments);
                doubled(method, arguments);
                yield answer;
            }
            case 3 -> {
                LockSupport.parkNanos(LONGEST_DELAY_NANOS);
                yield call(method, arguments);
            }
            default -> call(method, arguments);
        };
    }

    private synchronized int next() {
        return chances.nextInt(KINDS);
    }

    private static ContactException lost(Method method, Effect effect) {
        return ContactException.unavailable("the connection was cut at '" + method.getName() + "'", effect, null);
    }

    /** The answer to what came twice nobody hears. */
    private void doubled(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            call(method, arguments);
        } catch (SchedulerException e) {
            // It was refused the second time, which is as good.
        }
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(backend, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
