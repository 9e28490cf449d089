package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A verb on nodes.
 *
 * @param done what is told of each node when it is done
 * @param description for its help
 * @param example for its help
 * @param verb what it does to a node
 */
record NodeVerbCommand(String done, String description, String example, BiConsumer<Nodes, NodeId> verb)
        implements Command {
    static NodeVerbCommand cordon() {
        return new NodeVerbCommand(
                "CORDONED",
                "Keeps new instances off nodes; those that run there stay.",
                "berth cordon east-1 east-2",
                (nodes, node) -> nodes.schedulable(node, false));
    }

    static NodeVerbCommand uncordon() {
        return new NodeVerbCommand(
                "UNCORDONED",
                "Lets nodes have new instances again, and ends their draining.",
                "berth uncordon east-1",
                (nodes, node) -> nodes.schedulable(node, true));
    }

    static NodeVerbCommand drain() {
        return new NodeVerbCommand(
                "DRAINING",
                "Keeps new instances off nodes and replaces those there on other nodes, within the rollout limits of"
                        + " their workloads. What finds no other node stays; berth instances shows what is left.",
                "berth drain east-1",
                Nodes::drain);
    }

    @Override
    public void declare(CommandSpec spec) {
        Options.parameters(spec, "NODE", "1..*", "The nodes that are meant; 'berth nodes' lists them.");
        Options.help(spec, description, example);
    }

    @Override
    public boolean changes(Invocation invocation) {
        return true;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Nodes nodes = invocation.scheduler().nodes();
        for (String name : invocation.parameters()) {
            verb.accept(nodes, new NodeId(name));
            invocation.accepted();
            if (invocation.format().isForPeople()) {
                invocation.out().line(done + " " + SafeText.line(name));
            }
        }
        if (!invocation.format().isForPeople()) {
            invocation.print(Fields.list(named(invocation), StatusDocuments::node));
        }
        return ExitCode.OK;
    }

    private static List<Node> named(Invocation invocation) {
        return invocation.scheduler().nodes().list().stream()
                .filter(node -> invocation.parameters().contains(node.id().value()))
                .toList();
    }
}
