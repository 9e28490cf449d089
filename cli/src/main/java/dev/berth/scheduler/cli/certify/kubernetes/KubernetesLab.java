package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.host.Lab;
import dev.berth.scheduler.k8s.KubernetesConfig;
import dev.berth.scheduler.status.NodeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lab's Kubernetes, which has to be up. */
record KubernetesLab(Lab lab) {
    static KubernetesLab find() {
        return new KubernetesLab(Lab.find("kubernetes"));
    }

    String image() {
        return lab.fact("IMAGE");
    }

    List<String> nodes() {
        return lab.nodes();
    }

    /** The machine of the API server, which is no node. */
    String controlPlane() {
        return lab.fact("CONTROL_PLANE");
    }

    KubernetesConfig config() {
        return KubernetesConfig.of(Path.of(lab.fact("KUBECONFIG")));
    }

    /** The API server, as a client sees it that trusts another authority than the one that vouches for it. */
    KubernetesConfig distrusted() {
        return new KubernetesConfig(new KubernetesConfig.Server(
                URI.create(lab.fact("SERVER")),
                Optional.of(Path.of(lab.fact("CA_STRANGER"))),
                Optional.of(Path.of(lab.fact("TOKEN"))),
                Optional.empty(),
                false));
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

    /** What kubectl prints. */
    String kubectl(String... words) {
        return kubectlWith("", words);
    }

    String kubectlWith(String input, String... words) {
        List<String> command = new ArrayList<>(List.of(lab.fact("KUBECTL"), "--kubeconfig", lab.fact("KUBECONFIG")));
        command.addAll(List.of(words));
        return Command.require(command, input).strip();
    }

    /** What containerd's client prints of a node; it may end badly, as it does of a node that is down. */
    Command.Result containerd(String node, String... words) {
        List<String> command = new ArrayList<>(
                List.of(lab.fact("CTR"), "--address", lab.fact(node, "CONTAINERD"), "--namespace", "k8s.io"));
        command.addAll(List.of(words));
        return Command.run(command, "");
    }
}
