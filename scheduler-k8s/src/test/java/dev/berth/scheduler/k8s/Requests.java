package dev.berth.scheduler.k8s;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the requests of a client, and lets something happen before one of them. Thread-safe. */
final class Requests {
    private final List<String> made = new ArrayList<>();
    private final Map<String, Runnable> before = new HashMap<>();

    /** A client in front of {@code behind} whose requests are written down here. */
    KubernetesClient of(KubernetesClient behind) {
        return (KubernetesClient) Proxy.newProxyInstance(
                KubernetesClient.class.getClassLoader(),
                new Class<?>[] {KubernetesClient.class},
                (proxy, method, arguments) -> {
                    if (arguments != null) {
                        note(name(method.getName(), arguments));
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static String name(String method, @Nullable Object[] arguments) {
        return arguments[0] instanceof ObjectKind kind ? method + " " + kind : method;
    }

    private void note(String request) {
        Optional<Runnable> event;
        synchronized (this) {
            made.add(request);
            notifyAll();
            event = Optional.ofNullable(before.remove(request));
        }
        event.ifPresent(Runnable::run);
    }

    /** Something happens just before the next request of this name; it may be a failure. */
    synchronized void before(String request, Runnable event) {
        before.put(request, event);
    }

    /** Those since this was asked last, in order. */
    synchronized List<String> made() {
        List<String> all = List.copyOf(made);
        made.clear();
        return all;
    }

    /** Waits until this request was made {@code count} times since {@link #made} was asked. */
    synchronized void await(String request, int count) throws InterruptedException {
        await(() -> made.stream().filter(request::equals).count() >= count, request);
    }

    private void await(Supplier<Boolean> condition, String what) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.get()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what + ", there were " + made);
            }
            wait(left);
        }
    }
}
