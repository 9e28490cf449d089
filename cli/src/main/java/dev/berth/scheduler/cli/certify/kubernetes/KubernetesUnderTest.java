package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.client.BackendController;
import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.k8s.KubernetesProvider;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The Kubernetes of the lab, which has to be up. */
public class KubernetesUnderTest implements BackendUnderTest {
    /** A pod takes two seconds, and the sight of a lost node some more. */
    private static final double TIME_SCALE = 6;
    /** How runc ends on SIGTERM where it is the first process of a container and has not become the shell yet. */
    private static final int RUNC_TERMINATED = 2;

    private final KubernetesLab lab = KubernetesLab.find();
    private final KubernetesProvider provider = new KubernetesProvider();
    private final BackendContext context = new BackendContext("kubernetes", "certify", Clock.systemUTC());
    private final Backend own = openBackend();
    private final BackendController controller = new BackendController(own, provider.translator(), context);

    /** Starts a controller. */
    public KubernetesUnderTest() {
        controller.start();
    }

    private Backend openBackend() {
        return provider.open(lab.config(), context);
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Client open() {
        return open(backend -> backend, provider.translator());
    }

    private Client open(UnaryOperator<Backend> seen, Translator translator) {
        return open(openBackend(), seen, translator);
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
        KubernetesContainers containers = new KubernetesContainers(lab);
        OtherClients others = new OtherClients(this::open, provider.translator());
        return new KubernetesEnvironment(
                lab,
                containers,
                new KubernetesNodeFaults(lab),
                new KubernetesObjects(lab),
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
