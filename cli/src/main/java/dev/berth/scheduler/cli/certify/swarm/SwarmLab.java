package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.lab.Lab;
import dev.berth.scheduler.swarm.SwarmConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The lab's swarm and the command that it is seen and changed with. */
final class SwarmLab extends Lab {
    SwarmLab() {
        super("swarm");
    }

    List<String> managers() {
        return words("MANAGERS");
    }

    SwarmConfig config() {
        return SwarmConfig.at(hosts(node -> "unix://" + fact(node, "SOCKET")));
    }

    private URI[] hosts(UnaryOperator<String> ofNode) {
        return managers().stream().map(ofNode).map(URI::create).toArray(URI[]::new);
    }

    /** Managers by TCP, as a client sees them that trusts another authority than the one that vouches for them. */
    SwarmConfig distrusted() {
        Path ours = Path.of(fact("CERTIFICATES"));
        return SwarmConfig.at(hosts(node -> fact(node, "TCP")))
                .withTls(new SwarmConfig.Tls(
                        Path.of(fact("CERTIFICATES_STRANGER")).resolve("ca.pem"),
                        ours.resolve("cert.pem"),
                        ours.resolve("key.pem")));
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
        List<String> command = new ArrayList<>(List.of(fact("DOCKER"), "--host", "unix://" + fact(node, "SOCKET")));
        command.addAll(List.of(words));
        return command;
    }
}
