package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.trial.ContractViolation;
import dev.berth.scheduler.tck.trial.RefusalProven;
import dev.berth.scheduler.tck.trial.Stage;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One test, from the question whether it can be run here to its result. */
final class TestAttempt {
    private final RuleTestCase test;
    private final BackendUnderTest backend;
    private final BackendInfo info;
    private final String namespace;
    private volatile Optional<Stage> stage = Optional.empty();

    TestAttempt(RuleTestCase test, BackendUnderTest backend, BackendInfo info, String namespace) {
        this.test = test;
        this.backend = backend;
        this.info = info;
        this.namespace = namespace;
    }

    TestResult run(Duration deadline) throws InterruptedException {
        long start = System.nanoTime();
        Guarded<Boolean> done = Guarded.call(test.toString(), this::attempt, deadline);
        return result(done, Duration.ofNanos(System.nanoTime() - start));
    }

    private boolean attempt() throws Exception {
        for (Provocation provocation : test.marks().provokes()) {
            provocation.in(backend.environment()).get();
        }
        refuseBehaviours();
        Stage opened = Stage.open(backend, info, namespace);
        stage = Optional.of(opened);
        Throwable failure = null;
        try {
            Trial trial = opened.trial();
            enoughNodes(trial);
            test.invoke(trial);
            neverRefused();
            opened.finish();
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        } finally {
            close(opened, failure);
        }
        return true;
    }

    /** What goes wrong while cleaning up doesn't hide what went wrong before. */
    private static void close(Stage stage, @Nullable Throwable failure) throws InterruptedException {
        if (failure == null || failure instanceof RefusalProven) {
            stage.close();
            return;
        }
        try {
            stage.close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private void enoughNodes(Trial trial) {
        int wanted = test.marks().nodes();
        if (wanted > 1) {
            List<Node> nodes = trial.nodes();
            if (nodes.size() < wanted) {
                throw new NotProvokable("needs " + wanted + " ready nodes, there are " + nodes.size());
            }
        }
    }

    /** What no call asks for can't be refused by one. */
    private void refuseBehaviours() {
        for (String name : test.marks().needs()) {
            if (Behaviours.contains(name) && !test.isMet(name, info)) {
                Support support =
                        info.support(new Capability(name), test.marks().mode());
                throw new NotProvokable(name + " is declared unsupported, and no call asks for it: " + support.note());
            }
        }
    }

    /** A test that ends well without what it needs has asked for nothing: then the kit itself is wrong. */
    private void neverRefused() {
        for (String name : test.marks().needs()) {
            if (!test.isMet(name, info)) {
                throw new ContractViolation("CAP-1: " + name
                        + " is declared unsupported and nothing was refused: claim it, or refuse what needs it");
            }
        }
    }

    private TestResult result(Guarded<Boolean> done, Duration duration) {
        List<String> history = new ArrayList<>(done.dump());
        stage.ifPresent(opened -> history.addAll(opened.history().lines()));
        Throwable thrown = done.thrown();
        if (thrown == null) {
            return test.result(Outcome.PASSED, "", duration, List.of());
        }
        if (thrown instanceof NotProvokable) {
            return test.result(Outcome.NOT_RUN, String.valueOf(thrown.getMessage()), duration, List.of());
        }
        if (thrown instanceof RefusalProven refusal) {
            return test.result(Outcome.REFUSED, String.join(", ", refusal.capabilities()), duration, List.of());
        }
        return test.result(Outcome.FAILED, done.failure(), duration, history);
    }
}
