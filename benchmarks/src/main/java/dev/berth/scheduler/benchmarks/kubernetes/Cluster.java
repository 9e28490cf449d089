package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.benchmarks.cluster.Lab;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.k8s.KubernetesConfig;
import dev.berth.scheduler.k8s.KubernetesConfig.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The lab's cluster: its API server, and the {@code kubectl} that belongs to it. */
final class Cluster {
    static final String OWNER = "berth-benchmark";

    private final Lab lab;
    private final SSLContext trust;
    private final String token;

    private Cluster(Lab lab) throws IOException {
        this.lab = lab;
        this.trust = Trust.in(Path.of(lab.value("CA")));
        this.token = Files.readString(Path.of(lab.value("TOKEN"))).strip();
    }

    /**
     * The one that is up, of the name in {@code BERTH_LAB}.
     *
     * @param root of the checkout
     */
    static Cluster of(Path root) throws IOException, InterruptedException {
        return new Cluster(Lab.of(root, "kubernetes"));
    }

    URI server() {
        return URI.create(lab.value("SERVER"));
    }

    String image() {
        return lab.value("IMAGE");
    }

    Path kubeconfig() {
        return Path.of(lab.value("KUBECONFIG"));
    }

    SSLContext trust() {
        return trust;
    }

    /** The field of a request's head that says who asks. */
    String authorization() {
        return "Bearer " + token;
    }

    /** What selects all of {@link #OWNER}'s. */
    static String selector() {
        return "berth.dev/owner=" + Sha256.name(OWNER);
    }

    /** A client without a controller, whose own requests would be counted, too. */
    Berth connect() {
        return connect(OWNER);
    }

    /** The same of another owner. */
    Berth connect(String owner) {
        return connect(
                owner,
                new Server(
                        server(),
                        Optional.of(Path.of(lab.value("CA"))),
                        Optional.of(Path.of(lab.value("TOKEN"))),
                        Optional.empty(),
                        false));
    }

    /** One that asks a proxy, which knows who asks. */
    static Berth connect(URI proxy) {
        return connect(OWNER, new Server(proxy, Optional.empty(), Optional.empty(), Optional.empty(), true));
    }

    private static Berth connect(String owner, Server server) {
        return Berth.builder()
                .owner(owner)
                .controller(false)
                .backend(KubernetesConfig.TYPE, new KubernetesConfig(server))
                .build();
    }

    /** The words of a {@code kubectl} command, as the administrator. */
    List<String> kubectl(Path cache, String... arguments) {
        return command(cache, List.of("--kubeconfig", kubeconfig().toString()), arguments);
    }

    /** The same past a proxy, which knows who asks. */
    List<String> kubectl(Path cache, URI proxy, String... arguments) {
        return command(cache, List.of("--kubeconfig", "/dev/null", "--server", proxy.toString()), arguments);
    }

    private List<String> command(Path cache, List<String> where, String... arguments) {
        List<String> words = new ArrayList<>(List.of(lab.value("KUBECTL"), "--cache-dir", cache.toString()));
        words.addAll(where);
        words.addAll(List.of("--namespace", Workloads.NAMESPACE));
        words.addAll(List.of(arguments));
        return words;
    }
}
