package dev.berth.scheduler.core;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.core.controller.ControllerListener;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Translator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** Opens backends when they are first asked for, and closes what it opened. */
final class ConfiguredBerth implements Berth {
    private final BerthConfig config;
    private final Providers providers;
    private final Clock clock;
    private final Map<String, Opened> opened = new TreeMap<>();
    private boolean closed;

    ConfiguredBerth(BerthConfig config, Providers providers, Clock clock) {
        this.config = config;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public Scheduler scheduler() {
        if (config.defaultBackend().isEmpty()) {
            throw new NotFoundException("no backend is configured");
        }
        return scheduler(config.defaultBackend());
    }

    @Override
    public Scheduler scheduler(String name) {
        return opened(name).scheduler();
    }

    private synchronized Opened opened(String name) {
        if (closed) {
            throw ContactException.unavailable("this Berth is closed", Effect.NONE, null);
        }
        return opened.computeIfAbsent(name, this::open);
    }

    @Override
    public void control(String name, ControllerListener listener) throws InterruptedException {
        Controller running = opened(name).control(listener);
        try {
            new CountDownLatch(1).await();
        } finally {
            running.close();
        }
    }

    private Opened open(String name) {
        BackendConfig backend = config.backends().get(name);
        if (backend == null) {
            throw new NotFoundException("no backend is named " + name + "; configured are "
                    + (config.backends().isEmpty()
                            ? "none"
                            : String.join(", ", config.backends().keySet())));
        }
        BackendProvider<?> provider = providers
                .find(backend.type())
                .orElseThrow(() -> new NotFoundException("no adapter for backends of type " + backend.type()
                        + " is on the class path; there are " + providers.types()));
        return Opened.open(provider, backend, new BackendContext(name, config.owner(), clock), config.controller());
    }

    @Override
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(config.backends().keySet()));
    }

    @Override
    public String defaultName() {
        return config.defaultBackend();
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<RuntimeException> failures = new ArrayList<>();
        for (Opened one : opened.values()) {
            try {
                one.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        opened.clear();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private record Opened(
            BackendScheduler scheduler,
            Backend backend,
            Translator translator,
            BackendContext context,
            Optional<Controller> controller) {
        static Opened open(
                BackendProvider<?> provider, BackendConfig config, BackendContext context, boolean controlled) {
            Backend backend = Providers.open(provider, config, context);
            Optional<Controller> controller = controlled
                    ? Optional.of(Controller.start(backend, provider.translator(), context))
                    : Optional.empty();
            BackendScheduler scheduler = new BackendScheduler(
                    backend,
                    provider.translator(),
                    context,
                    call -> controller.ifPresent(one -> one.awaitFirstAttempt(call)));
            return new Opened(scheduler, backend, provider.translator(), context, controller);
        }

        Controller control(ControllerListener listener) {
            return Controller.start(backend, translator, context, listener);
        }

        void close() {
            scheduler.closeWatches();
            controller.ifPresent(Controller::close);
            backend.close();
        }
    }
}
