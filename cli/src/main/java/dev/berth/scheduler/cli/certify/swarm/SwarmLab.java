package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.swarm.SwarmConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lab's commands, of a swarm that is up. */
final class SwarmLab {
    private static final String UP = "bring one up with: sudo ./lab/up swarm";

    private final Path directory;
    private final Map<String, String> facts;

    private SwarmLab(Path directory, Map<String, String> facts) {
        this.directory = directory;
        this.facts = facts;
    }

    /**
     * The lab of this checkout.
     *
     * @throws RefusedException when none is up
     */
    static SwarmLab find() {
        Path directory = Path.of(System.getProperty("dev.berth.lab", "lab")).toAbsolutePath();
        if (!Files.isExecutable(directory.resolve("env"))) {
            throw RefusedException.invalid("", "there is no lab in " + directory + "; " + UP);
        }
        Command.Result result = Command.run(List.of(directory.resolve("env").toString(), "swarm"), "");
        if (result.code() != 0) {
            throw RefusedException.invalid(
                    "", "the lab has no swarm (" + result.output().strip() + "); " + UP);
        }
        Map<String, String> facts = new TreeMap<>();
        result.output().lines().forEach(line -> {
            int equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return new SwarmLab(directory, facts);
    }

    private String fact(String name) {
        return Optional.ofNullable(facts.get("SWARM_" + name))
                .orElseThrow(() -> new IllegalStateException("the lab doesn't tell SWARM_" + name));
    }

    String engine() {
        return fact("ENGINE");
    }

    String image() {
        return fact("IMAGE");
    }

    /** Names of all nodes. */
    List<String> nodes() {
        return List.of(fact("NODES").split(",", -1));
    }

    List<String> managers() {
        return List.of(fact("MANAGERS").split(",", -1));
    }

    List<URI> hosts() {
        return managers().stream()
                .map(node -> URI.create("unix://" + nodeFact(node, "SOCKET")))
                .toList();
    }

    /** Managers by TCP, as a client sees them that trusts another authority than the one that vouches for them. */
    SwarmConfig distrusted() {
        URI[] hosts = managers().stream()
                .map(node -> URI.create(nodeFact(node, "TCP")))
                .toArray(URI[]::new);
        Path ours = Path.of(fact("CERTIFICATES"));
        return SwarmConfig.at(hosts)
                .withTls(new SwarmConfig.Tls(
                        Path.of(fact("CERTIFICATES_STRANGER")).resolve("ca.pem"),
                        ours.resolve("cert.pem"),
                        ours.resolve("key.pem")));
    }

    private String nodeFact(String node, String name) {
        return fact(node.toUpperCase(Locale.ROOT) + "_" + name);
    }

    /** The lab's name of a node. */
    String name(NodeId id) {
        return nodes().stream()
                .filter(node -> nodeFact(node, "ID").equals(id.value()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the lab knows no node " + id));
    }

    NodeId id(String node) {
        return new NodeId(nodeFact(node, "ID"));
    }

    /** Breaks something, or mends it. */
    void fault(String... words) {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("fault").toString(), "swarm"));
        command.addAll(List.of(words));
        String unused = Command.require(command, "");
    }

    /** What a docker command prints that asks the engine of a node. */
    String docker(String node, String... words) {
        return dockerWith(node, "", words);
    }

    String dockerWith(String node, String input, String... words) {
        return Command.require(dockerCommand(node, words), input).strip();
    }

    /** A docker command that may end badly. */
    Command.Result tryDocker(String node, String... words) {
        return Command.run(dockerCommand(node, words), "");
    }

    private List<String> dockerCommand(String node, String... words) {
        List<String> command = new ArrayList<>(List.of(fact("DOCKER"), "--host", "unix://" + nodeFact(node, "SOCKET")));
        command.addAll(List.of(words));
        return command;
    }
}
