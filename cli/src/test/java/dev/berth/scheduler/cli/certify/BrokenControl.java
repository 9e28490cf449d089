package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WorkloadStatus;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Backends whose controller is gone, and nobody would think so. */
final class BrokenControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static final List<Mutant> ALL = List.of(
            new Mutant(Rule.CAP_2, "what needs a controller is claimed while none lives", new Mutant.Layers() {
                @Override
                public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                    return Intercepted.answering(Backend.class, honest, "leaseHeld", held -> true);
                }
            }),
            Falsified.statuses(
                    Rule.FLT_4, "that no controller lives is not told", workload -> silent(workload.status())),
            new Mutant(Rule.FLT_4, "a controller that comes back does nothing", new Mutant.Layers() {
                @Override
                public Environment environment(Environment honest, SimulatedUnderTest simulation) {
                    return Intercepted.answering(
                            Environment.class,
                            honest,
                            "controller",
                            controller -> Means.by(new Idle(
                                    (Environment.ControllerKill) ((Means<?>) controller).get(),
                                    simulation.cluster().backend())));
                }
            }));

    private BrokenControl() {}

    private static WorkloadStatus silent(WorkloadStatus status) {
        boolean absent = status.conditions().stream()
                .anyMatch(condition -> condition.reason().equals(Condition.CONTROLLER_ABSENT));
        WorkloadStatus.Builder copy = WorkloadStatus.builder(status.observed())
                .phase(absent && status.phase() == Phase.DEGRADED ? Phase.STABLE : status.phase())
                .desired(status.desired())
                .placed(status.placed())
                .running(status.running())
                .ready(status.ready())
                .updated(status.updated())
                .failed(status.failed())
                .conditions(status.conditions().stream()
                        .filter(condition -> !condition.reason().equals(Condition.CONTROLLER_ABSENT))
                        .toList());
        return copy.explanation(status.explanation()).build();
    }

    /** Holds the lease and that is all. */
    private static final class Idle implements Environment.ControllerKill {
        private static final AtomicReference<Optional<Lease>> HELD = new AtomicReference<>(Optional.empty());

        private final Environment.ControllerKill honest;
        private final Backend backend;

        Idle(Environment.ControllerKill honest, Backend backend) {
            this.honest = honest;
            this.backend = backend;
        }

        @Override
        public void kill() {
            HELD.getAndSet(Optional.empty()).ifPresent(Lease::close);
            honest.kill();
        }

        @Override
        public void start() {
            HELD.set(backend.lease(Lease.CONTROLLER, PATIENCE, Call.within(PATIENCE)));
        }
    }
}
