package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.function.UnaryOperator;

/** A mutant, or with no lie the honest backend, with little patience. */
final class MutantUnderTest extends SimulatedUnderTest {
    /** Of simulated time, which passes ten times as fast, these are still twice the kit's own deadlines. */
    static final double PATIENCE = 0.2;

    private final Mutant.Layers layers;

    MutantUnderTest(Mutant.Layers layers) {
        this.layers = layers;
    }

    @Override
    public String name() {
        return "mutant";
    }

    @Override
    public double timeScale() {
        return PATIENCE;
    }

    @Override
    public Environment environment() {
        return layers.environment(super.environment(), this);
    }

    @Override
    Client open(UnaryOperator<Backend> seen, Translator honest) {
        Backend backend = layers.backend(seen.apply(cluster().backend()), this);
        Translator translator = layers.translator(honest);
        return layers.client(Client.of(
                layers.scheduler(
                        new BackendScheduler(backend, translator, cluster().context()), this),
                () -> {}));
    }
}
