package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.host.Lab;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.swarm.SwarmConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lab's swarm, which has to be up. */
record SwarmLab(Lab lab) {
    static SwarmLab find() {
        return new SwarmLab(Lab.find("swarm"));
    }

    String image() {
        return lab.fact("IMAGE");
    }

    List<String> nodes() {
        return lab.nodes();
    }

    List<String> managers() {
        return lab.words("MANAGERS");
    }

    List<URI> hosts() {
        return managers().stream()
                .map(node -> URI.create("unix://" + lab.fact(node, "SOCKET")))
                .toList();
    }

    /** Managers by TCP, as a client sees them that trusts another authority than the one that vouches for them. */
    SwarmConfig distrusted() {
        URI[] hosts = managers().stream()
                .map(node -> URI.create(lab.fact(node, "TCP")))
                .toArray(URI[]::new);
        Path ours = Path.of(lab.fact("CERTIFICATES"));
        return SwarmConfig.at(hosts)
                .withTls(new SwarmConfig.Tls(
                        Path.of(lab.fact("CERTIFICATES_STRANGER")).resolve("ca.pem"),
                        ours.resolve("cert.pem"),
                        ours.resolve("key.pem")));
    }

    /** The lab's name of a node. */
    String name(NodeId id) {
        return lab.name(id);
    }

    NodeId id(String node) {
        return lab.id(node);
    }

    /** Breaks something, or mends it. */
    void fault(String... words) {
        lab.fault(words);
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
        List<String> command =
                new ArrayList<>(List.of(lab.fact("DOCKER"), "--host", "unix://" + lab.fact(node, "SOCKET")));
        command.addAll(List.of(words));
        return command;
    }
}
