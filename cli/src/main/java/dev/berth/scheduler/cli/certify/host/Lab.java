package dev.berth.scheduler.cli.certify.host;

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
public final class Lab {
    private final Path directory;
    private final String kind;
    private final Map<String, String> facts;

    private Lab(Path directory, String kind, Map<String, String> facts) {
        this.directory = directory;
        this.kind = kind;
        this.facts = facts;
    }

    /**
     * The lab of this checkout.
     *
     * @param kind as the lab calls it, such as {@code swarm}
     * @throws RefusedException when none is up
     */
    public static Lab find(String kind) {
        Path directory = Path.of(System.getProperty("dev.berth.lab", "lab")).toAbsolutePath();
        String up = "bring one up with: sudo ./lab/up " + kind;
        if (!Files.isExecutable(directory.resolve("env"))) {
            throw RefusedException.invalid("", "there is no lab in " + directory + "; " + up);
        }
        Command.Result result = Command.run(List.of(directory.resolve("env").toString(), kind), "");
        if (result.code() != 0) {
            throw RefusedException.invalid(
                    "", "the lab has no " + kind + " (" + result.output().strip() + "); " + up);
        }
        return new Lab(directory, kind, facts(result.output()));
    }

    private static Map<String, String> facts(String lines) {
        Map<String, String> facts = new TreeMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return facts;
    }

    /**
     * What the lab tells of itself.
     *
     * @param name without the kind, such as {@code IMAGE}
     */
    public String fact(String name) {
        String whole = kind.toUpperCase(Locale.ROOT) + "_" + name;
        return Optional.ofNullable(facts.get(whole))
                .orElseThrow(() -> new IllegalStateException("the lab doesn't tell " + whole));
    }

    /**
     * What the lab tells of a node.
     *
     * @param node the lab's name of it
     */
    public String fact(String node, String name) {
        return fact(node.toUpperCase(Locale.ROOT) + "_" + name);
    }

    /** Names of all nodes. */
    public List<String> nodes() {
        return words("NODES");
    }

    /** A fact that is a list. */
    public List<String> words(String name) {
        return List.of(fact(name).split(",", -1));
    }

    /** The lab's name of a node. */
    public String name(NodeId id) {
        return nodes().stream()
                .filter(node -> id(node).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the lab knows no node " + id));
    }

    public NodeId id(String node) {
        return new NodeId(fact(node, "ID"));
    }

    /** Breaks something, or mends it. */
    public void fault(String... words) {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("fault").toString(), kind));
        command.addAll(List.of(words));
        String unused = Command.require(command, "");
    }
}
