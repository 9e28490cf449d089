package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.status.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lab's commands and what it tells, of a cluster of one kind that is up. */
public class Lab {
    private final Path directory;
    private final String kind;
    private final Map<String, String> facts;

    /**
     * The lab of this checkout.
     *
     * @param kind as the lab calls it, such as {@code swarm}
     * @throws RefusedException when none is up
     */
    protected Lab(String kind) {
        this.directory = Path.of(System.getProperty("dev.berth.lab", "lab")).toAbsolutePath();
        this.kind = kind;
        this.facts = facts(environment(directory, kind));
    }

    private static String environment(Path directory, String kind) {
        String up = "bring one up with: sudo ./lab/up " + kind;
        if (!Files.isExecutable(directory.resolve("env"))) {
            throw RefusedException.invalid("", "there is no lab in " + directory + "; " + up);
        }
        Command.Result result = Command.run(List.of(directory.resolve("env").toString(), kind), "");
        if (result.code() != 0) {
            throw RefusedException.invalid(
                    "", "the lab has no " + kind + " (" + result.output().strip() + "); " + up);
        }
        return result.output();
    }

    private static Map<String, String> facts(String lines) {
        Map<String, String> facts = new TreeMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return facts;
    }

    /** As the lab calls it, and the certificate. */
    public final String kind() {
        return kind;
    }

    /**
     * What the lab tells of itself.
     *
     * @param name without the kind, such as {@code IMAGE}
     */
    public final String fact(String name) {
        String whole = kind.toUpperCase(Locale.ROOT) + "_" + name;
        return Optional.ofNullable(facts.get(whole))
                .orElseThrow(() -> new IllegalStateException("the lab doesn't tell " + whole));
    }

    /**
     * What the lab tells of a node.
     *
     * @param node the lab's name of it
     */
    public final String fact(String node, String name) {
        return fact(node.toUpperCase(Locale.ROOT) + "_" + name);
    }

    /** A fact that is a list. */
    public final List<String> words(String name) {
        return List.of(fact(name).split(",", -1));
    }

    /** An image with busybox and nothing else. */
    public final String image() {
        return fact("IMAGE");
    }

    /** Names of all nodes. */
    public final List<String> nodes() {
        return words("NODES");
    }

    /** The lab's name of a node. */
    public final String name(NodeId id) {
        return nodes().stream()
                .filter(node -> id(node).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the lab knows no node " + id));
    }

    public final NodeId id(String node) {
        return new NodeId(fact(node, "ID"));
    }

    /** Breaks something, or mends it. */
    public final void fault(String... words) {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("fault").toString(), kind));
        command.addAll(List.of(words));
        String unused = Command.require(command, "");
    }
}
