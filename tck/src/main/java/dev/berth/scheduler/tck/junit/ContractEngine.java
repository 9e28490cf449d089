package dev.berth.scheduler.tck.junit;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/**
 * Runs the contract on every {@code BackendUnderTest} that has a public constructor without parameters: backend, rule,
 * test. REFUSED is shown as passed, NOT_RUN as skipped with its reason.
 */
public final class ContractEngine implements TestEngine {
    static final String ID = "berth-contract";

    /** For {@link java.util.ServiceLoader}. */
    public ContractEngine() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, "Berth contract");
        EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                .addClassContainerSelectorResolver(BackendResolver::isBackend)
                .addSelectorResolver(new BackendResolver())
                .build()
                .resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor engine = request.getRootTestDescriptor();
        request.getEngineExecutionListener().executionStarted(engine);
        List<TestDescriptor> backends = new ArrayList<>(engine.getChildren());
        for (TestDescriptor backend : backends) {
            new BackendExecution((BackendDescriptor) backend, request.getEngineExecutionListener()).run();
        }
        request.getEngineExecutionListener().executionFinished(engine, TestExecutionResult.successful());
    }
}
