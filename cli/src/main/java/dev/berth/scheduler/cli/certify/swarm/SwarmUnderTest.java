package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.client.BackendController;
import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.swarm.SwarmConfig;
import dev.berth.scheduler.swarm.SwarmProvider;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The swarm of the lab, which has to be up. */
public class SwarmUnderTest implements BackendUnderTest {
    /** A container takes a second, and the sight of a lost node some more. */
    private static final double TIME_SCALE = 6;
    /** How runc ends on SIGTERM where it is the first process of a container and has not become the shell yet. */
    private static final int RUNC_TERMINATED = 2;

    private final SwarmLab lab = SwarmLab.find();
    private final SwarmProvider provider = new SwarmProvider();
    private final BackendContext context = new BackendContext("swarm", "certify", Clock.systemUTC());
    private final Backend own = open(lab.hosts());
    private final BackendController controller = new BackendController(own, provider.translator(), context);

    /** Starts a controller. */
    public SwarmUnderTest() {
        controller.start();
    }

    private Backend open(List<URI> hosts) {
        return provider.open(SwarmConfig.at(hosts.toArray(URI[]::new)), context);
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public Client open() {
        return open(backend -> backend, provider.translator());
    }

    private Client open(UnaryOperator<Backend> seen, Translator translator) {
        return open(open(lab.hosts()), seen, translator);
    }

    private Client distrusting() {
        return open(provider.open(lab.distrusted(), context), backend -> backend, provider.translator());
    }

    private Client open(Backend backend, UnaryOperator<Backend> seen, Translator translator) {
        return Client.of(new BackendScheduler(seen.apply(backend), translator, context), backend::close);
    }

    @Override
    public ProbeProgram probe() {
        return new Probe(lab.image());
    }

    @Override
    public Environment environment() {
        SwarmContainers containers = new SwarmContainers(lab);
        OtherClients others = new OtherClients(this::open, provider.translator());
        return new SwarmEnvironment(
                lab,
                containers,
                new SwarmNodeFaults(lab),
                new SwarmObjects(lab),
                controller,
                others,
                others,
                this::distrusting);
    }

    @Override
    public double timeScale() {
        return TIME_SCALE;
    }

    @Override
    public void close() {
        controller.close();
        own.close();
    }

    /** The image has busybox and nothing else. */
    private record Probe(String image) implements ProbeProgram {
        @Override
        public Artifact shell(List<String> arguments) {
            return ImageArtifact.builder(image)
                    .entrypoint(List.of("/bin/sh"))
                    .arguments(arguments)
                    .build();
        }

        @Override
        public Set<Integer> codesBeforeItBegins() {
            return Set.of(RUNC_TERMINATED);
        }
    }
}
