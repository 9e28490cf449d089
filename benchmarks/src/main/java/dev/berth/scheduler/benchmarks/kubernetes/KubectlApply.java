package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.core.Berth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The peer: {@code kubectl apply -f} of the objects that Berth makes, client-side as it is by default. */
final class KubectlApply {
    private static final String FILE = ".yaml";

    private final Cluster cluster;
    private final Path cache;
    private final Map<Step, Path> files = new EnumMap<>(Step.class);
    private final Map<Step, Integer> changed = new EnumMap<>(Step.class);

    private KubectlApply(Cluster cluster, Path cache) {
        this.cluster = cluster;
        this.cache = cache;
    }

    /** Lets Berth make its objects, so that there is something to write down, and takes them away again. */
    static KubectlApply of(Cluster cluster, Berth berth, Workloads workloads, Ground ground, Path directory)
            throws IOException, InterruptedException {
        KubectlApply peer = new KubectlApply(cluster, directory.resolve("cache"));
        for (Step step : List.of(Step.FRESH, Step.CHANGED)) {
            long unused = Peers.apply(berth, workloads.edits(step), step.changed());
            List<JsonNode> records = ground.await(Ground.core("configmaps"), step.changed());
            Manifests manifests = Manifests.of(berth, workloads.edits(step)).with(records);
            peer.files.put(step, manifests.write(directory.resolve(step.name() + FILE)));
            peer.changed.put(step, 2 * step.changed());
        }
        peer.files.put(Step.NO_OP, peer.file(Step.FRESH));
        peer.changed.put(Step.NO_OP, 0);
        ground.clean();
        return peer;
    }

    private Path file(Step step) {
        Path file = files.get(step);
        if (file == null) {
            throw new IllegalStateException("nothing was written down for " + step);
        }
        return file;
    }

    /** Returns the nanoseconds it took. */
    long run(Step step) throws IOException, InterruptedException {
        return run(step, cluster.kubectl(cache, "apply", "-f", file(step).toString()));
    }

    /** The same past a proxy. */
    long run(Step step, URI proxy) throws IOException, InterruptedException {
        return run(step, cluster.kubectl(cache, proxy, "apply", "-f", file(step).toString()));
    }

    private long run(Step step, List<String> command) throws IOException, InterruptedException {
        return Peers.run(command, changed.getOrDefault(step, 0));
    }
}
