package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.NodeTable;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.status.Node;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth nodes}: the machines, one in each line. */
final class NodesCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec, "Lists nodes: attributes, what is requested of their resources, state.", "berth nodes -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Node> nodes = invocation.scheduler().nodes().list();
        if (invocation.format().isForPeople()) {
            invocation.print(NodeTable.of(nodes), "berth: no nodes");
        } else {
            invocation.print(Fields.list(nodes, StatusDocuments::node));
        }
        return ExitCode.OK;
    }
}
