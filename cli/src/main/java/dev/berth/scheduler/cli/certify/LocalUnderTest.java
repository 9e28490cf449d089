package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.BackendController;
import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.time.Clock;

/** The embedded backend in this JVM. Clients share the cluster, as that is the server, and nothing else. */
public class LocalUnderTest implements BackendUnderTest {
    private static final int FIRST_PORT = 26_000;

    private final LocalLab lab = new LocalLab();
    private final LocalProvider provider = new LocalProvider();
    private final BackendContext context = new BackendContext("local", "certify", Clock.systemUTC());
    private final Backend backend = provider.open(lab.config(FIRST_PORT), context);
    private final BackendController controller = new BackendController(backend, provider.translator(), context);

    /** Opens the cluster. */
    public LocalUnderTest() {
        controller.start();
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Client open() {
        return Client.of(new BackendScheduler(backend, provider.translator(), context), () -> {});
    }

    @Override
    public ProbeProgram probe() {
        return new LocalProbe(lab.probes());
    }

    @Override
    public Environment environment() {
        return new LocalEnvironment(
                Means.none("the server is this JVM"),
                Means.by(controller),
                new LocalObjects(backend),
                OtherClients.of(backend, provider.translator(), context),
                lab.secrets());
    }

    @Override
    public void close() {
        controller.close();
        backend.close();
        lab.close();
    }
}
