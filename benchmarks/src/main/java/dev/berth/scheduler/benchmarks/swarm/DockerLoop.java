package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.cluster.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The peer: a shell script of one {@code docker service create} for each service. */
final class DockerLoop {
    /** What services of the peer's bear. */
    static final String LABEL = "berth-benchmark-peer";

    private final Path script;

    /** Writes the script into {@code directory}. */
    DockerLoop(Path directory, Swarm swarm, Services services) throws IOException {
        List<String> lines = new ArrayList<>(List.of("set -eu"));
        for (int number = 0; number < services.count(); number++) {
            lines.add(String.join(" ", swarm.command(create(services.image(), number))) + " > /dev/null");
        }
        this.script = Files.write(directory.resolve("create.sh"), lines);
    }

    private static String[] create(String image, int number) {
        List<String> words = new ArrayList<>(List.of("service", "create", "--detach", "--quiet", "--no-resolve-image"));
        words.addAll(List.of("--name", Services.NAMESPACE + "-" + number, "--label", LABEL, "--replicas", "1"));
        words.addAll(List.of("--constraint", "node.labels." + Services.ATTRIBUTE + "==" + Services.NOWHERE));
        words.addAll(List.of("--endpoint-mode", "dnsrr", "--env", Services.VARIABLE + "=" + number, image));
        words.addAll(Services.ARGUMENTS);
        return words.toArray(String[]::new);
    }

    /** Runs it; returns the nanoseconds it took. */
    long run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Lab.output(List.of("/bin/sh", script.toString()));
        return System.nanoTime() - begin;
    }
}
