package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.controller.ControllerListener;
import dev.berth.scheduler.core.controller.ControllerListener.Standing;
import dev.berth.scheduler.error.NotFoundException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One backend, named {@code fake}. */
final class FakeBerth implements Berth {
    boolean closed;

    /** Thrown when the scheduler is asked for. */
    Optional<RuntimeException> bug = Optional.empty();

    private final FakeScheduler scheduler;

    FakeBerth(FakeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Scheduler scheduler() {
        bug.ifPresent(exception -> {
            throw exception;
        });
        return scheduler;
    }

    @Override
    public Scheduler scheduler(String name) {
        if (!name.equals("fake")) {
            throw new NotFoundException("no backend is named " + name + "; configured are fake");
        }
        return scheduler;
    }

    @Override
    public void control(String name, ControllerListener listener) throws InterruptedException {
        scheduler(name);
        listener.stands(Standing.WAITING, "");
        listener.stands(Standing.ACTING, "");
        listener.stands(Standing.FAILING, "gone\u001b");
        throw new InterruptedException();
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(java.util.Set.of("fake"));
    }

    @Override
    public String defaultName() {
        return "fake";
    }

    @Override
    public void close() {
        closed = true;
    }
}
