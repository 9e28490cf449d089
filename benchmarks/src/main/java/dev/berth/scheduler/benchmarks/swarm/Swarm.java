package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.cluster.Lab;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.swarm.SwarmConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lab's swarm: its first manager, and the {@code docker} command that belongs to its engine. */
final class Swarm {
    static final String OWNER = "berth-benchmark";

    private final Lab lab;

    private Swarm(Lab lab) {
        this.lab = lab;
    }

    /**
     * The one that is up, of the name in {@code BERTH_LAB}.
     *
     * @param root of the checkout
     */
    static Swarm of(Path root) throws IOException, InterruptedException {
        return new Swarm(Lab.of(root, "swarm"));
    }

    Path socket() {
        return Path.of(lab.value("N1_SOCKET"));
    }

    String image() {
        return lab.value("IMAGE");
    }

    /** Engine and version of its API, as the lab tells them. */
    String engine() {
        return "engine " + lab.value("ENGINE") + ", API " + lab.value("API_VERSION");
    }

    /** A client without a controller, whose own requests would be counted, too. */
    static Berth connect(Path socket) {
        return Berth.builder()
                .owner(OWNER)
                .controller(false)
                .backend("swarm", SwarmConfig.at(URI.create("unix://" + socket)))
                .build();
    }

    /** The words of a {@code docker} command. */
    List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(lab.value("DOCKER"), "-H", "unix://" + socket()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Removes all that is {@link #OWNER}'s, and services of the peer's. */
    void clean() throws IOException, InterruptedException {
        remove("service", "label=dev.berth.owner=" + OWNER);
        remove("service", "label=" + DockerLoop.LABEL);
        remove("config", "label=dev.berth.owner=" + OWNER);
    }

    private void remove(String kind, String filter) throws IOException, InterruptedException {
        List<String> ids = Lab.output(command(kind, "ls", "-q", "--filter", filter))
                .lines()
                .toList();
        if (!ids.isEmpty()) {
            List<String> words = command(kind, "rm");
            words.addAll(ids);
            Lab.output(words);
        }
    }
}
