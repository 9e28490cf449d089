package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory for the time of a certification, and the cluster in it: five nodes in three zones. */
final class LocalLab implements AutoCloseable {
    private final Path directory;

    LocalLab() {
        try {
            this.directory = Files.createTempDirectory("berth-certify-");
            Files.createDirectory(probes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path probes() {
        return directory.resolve("probes");
    }

    /** One file for each, where the backend looks unless it is told otherwise. */
    Path secrets() {
        return directory.resolve("state").resolve("secrets");
    }

    LocalConfig config(int firstPort) {
        return LocalConfig.in(directory.resolve("state"))
                .withPorts(firstPort, firstPort + 999)
                .withNodes(nodes());
    }

    static List<NodeSettings> nodes() {
        return List.of(
                node("one", "west", "ssd"),
                node("two", "west", "hdd"),
                node("three", "east", "ssd"),
                node("four", "east", "hdd"),
                node("five", "north", "ssd"));
    }

    private static NodeSettings node(String name, String zone, String disk) {
        return new NodeSettings(
                name,
                Map.of(
                        "hostname",
                        name + ".example",
                        "zone",
                        zone,
                        "region",
                        zone.equals("north") ? "upper" : "lower",
                        "os",
                        "linux",
                        "arch",
                        "any",
                        "label:disk",
                        disk,
                        "label:only-" + name,
                        "yes"),
                ResourceAmounts.builder()
                        .cpu(Cpu.ofCores(8))
                        .memory(Memory.ofMebibytes(8192))
                        .disk(Memory.ofMebibytes(8192))
                        .gpus(2)
                        .build());
    }

    @Override
    public void close() {
        LeftProcesses.end(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
