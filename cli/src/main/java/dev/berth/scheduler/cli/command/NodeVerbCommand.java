package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
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
    private static final String DRAINING = "DRAINING";

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
                DRAINING,
                "Keeps new instances off nodes and replaces those there on other nodes, within the rollout limits of"
                        + " their workloads. What finds no other node stays, and so does what runs once on each node;"
                        + " berth instances shows what is left.",
                "berth drain east-1 --wait",
                Nodes::drain);
    }

    @Override
    public void declare(CommandSpec spec) {
        Options.parameters(spec, "NODE", "1..*", "The nodes that are meant; 'berth nodes' lists them.");
        if (empties()) {
            Options.flag(
                    spec,
                    "Waits until nothing is left there that is to leave, and shows the progress.",
                    "-w",
                    Options.WAIT);
        }
        Options.help(spec, description, example);
    }

    private boolean empties() {
        return done.equals(DRAINING);
    }

    @Override
    public boolean changes(Invocation invocation) {
        return true;
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Nodes nodes = invocation.scheduler().nodes();
        for (String name : invocation.parameters()) {
            verb.accept(nodes, new NodeId(name));
            invocation.accepted();
            if (invocation.format().isForPeople()) {
                invocation.out().line(done + " " + SafeText.line(name));
            }
        }
        ExitCode code = empties() && invocation.flag(Options.WAIT) ? wait(invocation) : ExitCode.OK;
        if (!invocation.format().isForPeople()) {
            invocation.print(Fields.list(named(invocation), StatusDocuments::node));
        }
        return code;
    }

    private static ExitCode wait(Invocation invocation) throws InterruptedException {
        Set<NodeId> nodes =
                invocation.parameters().stream().map(NodeId::new).collect(Collectors.toCollection(LinkedHashSet::new));
        ExitCode code = new DrainWait(invocation, nodes).run();
        if (code == ExitCode.OK && invocation.format().isForPeople()) {
            nodes.forEach(node -> invocation.out().line("DRAINED " + SafeText.line(node.value())));
        }
        return code;
    }

    private static List<Node> named(Invocation invocation) {
        return invocation.scheduler().nodes().list().stream()
                .filter(node -> invocation.parameters().contains(node.id().value()))
                .toList();
    }
}
