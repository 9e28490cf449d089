package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.lab.Lab;
import dev.berth.scheduler.k8s.KubernetesConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lab's Kubernetes and the commands that it is seen and changed with. */
final class KubernetesLab extends Lab {
    KubernetesLab() {
        super("kubernetes");
    }

    /** The machine of the API server, which is no node. */
    String controlPlane() {
        return fact("CONTROL_PLANE");
    }

    KubernetesConfig config() {
        return KubernetesConfig.of(Path.of(fact("KUBECONFIG")));
    }

    /** The API server, as a client sees it that trusts another authority than the one that vouches for it. */
    KubernetesConfig distrusted() {
        return new KubernetesConfig(new KubernetesConfig.Server(
                URI.create(fact("SERVER")),
                Optional.of(Path.of(fact("CA_STRANGER"))),
                Optional.of(Path.of(fact("TOKEN"))),
                Optional.empty(),
                false));
    }

    /** What kubectl prints. */
    String kubectl(String... words) {
        return kubectlWith("", words);
    }

    String kubectlWith(String input, String... words) {
        List<String> command = new ArrayList<>(List.of(fact("KUBECTL"), "--kubeconfig", fact("KUBECONFIG")));
        command.addAll(List.of(words));
        return Command.require(command, input).strip();
    }

    /** What containerd's client prints of a node; it may end badly, as it does of a node that is down. */
    Command.Result containerd(String node, String... words) {
        List<String> command =
                new ArrayList<>(List.of(fact("CTR"), "--address", fact(node, "CONTAINERD"), "--namespace", "k8s.io"));
        command.addAll(List.of(words));
        return Command.run(command, "");
    }
}
