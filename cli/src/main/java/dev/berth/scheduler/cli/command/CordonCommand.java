package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code berth cordon} and {@code berth uncordon}: keep new instances off nodes, or let nodes have them again.
 *
 * @param schedulable whether nodes may have new instances from then on
 */
record CordonCommand(boolean schedulable) implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.parameters(spec, "NODE", "1..*", "The nodes that 'berth nodes' lists.");
        if (schedulable) {
            Options.help(spec, "Lets nodes have new instances again.", "berth uncordon east-1");
        } else {
            Options.help(
                    spec, "Keeps new instances off nodes; those that run there stay.", "berth cordon east-1 east-2");
        }
    }

    @Override
    public boolean changes(Invocation invocation) {
        return true;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Nodes nodes = invocation.scheduler().nodes();
        for (String name : invocation.parameters()) {
            nodes.schedulable(new NodeId(name), schedulable);
            invocation.accepted();
            if (invocation.format().isForPeople()) {
                invocation.out().line((schedulable ? "UNCORDONED " : "CORDONED ") + SafeText.line(name));
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
