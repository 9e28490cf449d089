package dev.berth.scheduler.tck.junit;

import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.junit.BackendDescriptor.CaseDescriptor;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.TestResult;
import dev.berth.scheduler.tck.trial.ContractViolation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;

/** Runs the chosen tests of one backend and tells the platform. */
final class BackendExecution {
    private final BackendDescriptor descriptor;
    private final EngineExecutionListener listener;
    private final Map<String, CaseDescriptor> cases = new HashMap<>();

    BackendExecution(BackendDescriptor descriptor, EngineExecutionListener listener) {
        this.descriptor = descriptor;
        this.listener = listener;
        descriptor
                .getChildren()
                .forEach(rule -> rule.getChildren().forEach(test -> {
                    if (test instanceof CaseDescriptor one) {
                        cases.put(one.test(), one);
                    }
                }));
    }

    void run() {
        listener.executionStarted(descriptor);
        descriptor.getChildren().forEach(listener::executionStarted);
        TestExecutionResult result = certify();
        descriptor.getChildren().forEach(rule -> listener.executionFinished(rule, TestExecutionResult.successful()));
        listener.executionFinished(descriptor, result);
    }

    private TestExecutionResult certify() {
        try (BackendUnderTest backend = (BackendUnderTest) ReflectionSupport.newInstance(descriptor.type())) {
            CertificationResult result = Certification.of(backend)
                    .matching(test -> cases.containsKey(test.name()))
                    .onBegin(test -> find(test.name()).ifPresent(listener::executionStarted))
                    .onEnd(this::ended)
                    .run();
            return result.results().isEmpty()
                    ? TestExecutionResult.failed(new ContractViolation(result.sentence()))
                    : TestExecutionResult.successful();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TestExecutionResult.aborted(e);
        } catch (RuntimeException e) {
            return TestExecutionResult.failed(e);
        }
    }

    private Optional<CaseDescriptor> find(String test) {
        return Optional.ofNullable(cases.get(test));
    }

    private void ended(TestResult result) {
        find(result.test()).ifPresent(test -> listener.executionFinished(test, outcome(result)));
    }

    private static TestExecutionResult outcome(TestResult result) {
        return switch (result.outcome()) {
            case PASSED, REFUSED -> TestExecutionResult.successful();
            case NOT_RUN -> TestExecutionResult.aborted(new TestAbortedException("NOT_RUN: " + result.reason()));
            case FAILED ->
                TestExecutionResult.failed(new ContractViolation(
                        result.rule() + " " + result.rule().sentence() + "\n" + result.reason() + "\n"
                                + String.join("\n", result.history())));
        };
    }
}
