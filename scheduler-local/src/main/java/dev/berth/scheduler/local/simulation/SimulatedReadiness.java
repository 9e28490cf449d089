package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.spec.Probe;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks simulated programs whether they are ready and live, in the time of the simulation. */
final class SimulatedReadiness implements Readiness {
    /** One that wasn't ready yet is asked more often. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final String REASON = "its check doesn't pass";

    private final VirtualTime time;
    private final SimulatedMachine machine;

    SimulatedReadiness(VirtualTime time, SimulatedMachine machine) {
        this.time = time;
        this.machine = machine;
    }

    @Override
    public Runnable watch(Subject subject, Consumer<Answer> told) {
        Asking asking = new Asking(subject, subject.health().readiness().orElseThrow(), false, told);
        time.after(Duration.ZERO, asking::ask);
        return () -> asking.stopped = true;
    }

    @Override
    public Runnable guard(Subject subject, Consumer<String> dead) {
        Probe probe = subject.health().liveness().orElseThrow();
        Asking asking = new Asking(subject, probe, true, answer -> {
            if (!answer.ready()) {
                dead.accept(answer.reason());
            }
        });
        Duration grace = subject.health().startupGrace().minus(subject.age());
        time.after(grace.isNegative() ? Duration.ZERO : grace, asking::ask);
        return () -> asking.stopped = true;
    }

    @Override
    public void close() {}

    private final class Asking {
        private final Subject subject;
        private final Probe probe;
        private final Consumer<Answer> told;
        private volatile boolean stopped;
        private boolean ready;
        private boolean answered;
        private int inARow;

        Asking(Subject subject, Probe probe, boolean ready, Consumer<Answer> told) {
            this.subject = subject;
            this.probe = probe;
            this.ready = ready;
            this.answered = ready;
            this.told = told;
        }

        void ask() {
            if (stopped) {
                return;
            }
            boolean passes = machine.passes(subject.launch().name(), probe.check());
            inARow = passes == ready ? 0 : inARow + 1;
            if (inARow >= (passes ? probe.successThreshold() : probe.failureThreshold()) && passes != ready) {
                tell(passes);
            } else if (!passes && !answered) {
                tell(false);
            }
            Duration pause = ready || SOON.compareTo(probe.interval()) > 0 ? probe.interval() : SOON;
            time.after(pause, this::ask);
        }

        private void tell(boolean passes) {
            answered = true;
            ready = passes;
            inARow = 0;
            told.accept(passes ? Answer.READY : new Answer(false, REASON));
        }
    }
}
