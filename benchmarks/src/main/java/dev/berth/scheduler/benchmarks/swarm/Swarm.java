package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.swarm.SwarmConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lab's swarm: its first manager, and the {@code docker} command that belongs to its engine. */
final class Swarm {
    static final String OWNER = "berth-benchmark";

    private final Map<String, String> environment;

    private Swarm(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The one that is up, of the name in {@code BERTH_LAB}.
     *
     * @param root of the checkout
     */
    static Swarm of(Path root) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        for (String line : output(List.of(root.resolve("lab/env").toString(), "swarm"))
                .lines()
                .toList()) {
            String[] parts = line.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return new Swarm(environment);
    }

    private String value(String name) {
        String value = environment.get("SWARM_" + name);
        if (value == null) {
            throw new IllegalStateException("./lab/env swarm doesn't tell SWARM_" + name);
        }
        return value;
    }

    Path socket() {
        return Path.of(value("N1_SOCKET"));
    }

    String image() {
        return value("IMAGE");
    }

    /** Engine and version of its API, as the lab tells them. */
    String engine() {
        return "engine " + value("ENGINE") + ", API " + value("API_VERSION");
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
        List<String> words = new ArrayList<>(List.of(value("DOCKER"), "-H", "unix://" + socket()));
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
        List<String> ids =
                output(command(kind, "ls", "-q", "--filter", filter)).lines().toList();
        if (!ids.isEmpty()) {
            List<String> words = command(kind, "rm");
            words.addAll(ids);
            output(words);
        }
    }

    /** Runs a command to its end; returns what it printed. */
    static String output(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(words.get(0) + " " + words.get(1) + " ended with " + code);
        }
        return printed;
    }
}
