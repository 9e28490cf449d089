package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.StatusDocuments;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Options.parameters(
                spec, "NODE", "1..*", "The nodes that are meant, by id or host name; 'berth nodes' lists them.");
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
        Map<String, NodeId> named = named(invocation.parameters(), nodes.list());
        named.forEach((name, node) -> {
            verb.accept(nodes, node);
            invocation.accepted();
            if (invocation.format().isForPeople()) {
                invocation.out().line(done + " " + SafeText.line(name));
            }
        });
        ExitCode code = empties() && invocation.flag(Options.WAIT) ? wait(invocation, named) : ExitCode.OK;
        if (!invocation.format().isForPeople()) {
            List<Node> changed = nodes.list().stream()
                    .filter(node -> named.containsValue(node.id()))
                    .toList();
            invocation.print(Fields.list(changed, StatusDocuments::node));
        }
        return code;
    }

    private static ExitCode wait(Invocation invocation, Map<String, NodeId> named) throws InterruptedException {
        ExitCode code = new DrainWait(invocation, Set.copyOf(named.values())).run();
        if (code == ExitCode.OK && invocation.format().isForPeople()) {
            named.keySet().forEach(name -> invocation.out().line("DRAINED " + SafeText.line(name)));
        }
        return code;
    }

    /** All of them, before the first is changed. One that nobody lists is left to the backend to refuse. */
    private static Map<String, NodeId> named(List<String> names, List<Node> nodes) {
        Map<String, NodeId> named = new LinkedHashMap<>();
        for (String name : names) {
            named.put(name, node(name, nodes));
        }
        return named;
    }

    private static NodeId node(String name, List<Node> nodes) {
        NodeId id = new NodeId(name);
        List<NodeId> hosts = nodes.stream()
                .filter(node -> node.hostname().equals(name))
                .map(Node::id)
                .toList();
        if (nodes.stream().anyMatch(node -> node.id().equals(id)) || hosts.isEmpty()) {
            return id;
        }
        if (hosts.size() > 1) {
            throw new UsageException("'" + name + "' is the host name of several nodes, say which: "
                    + hosts.stream().map(NodeId::value).collect(Collectors.joining(", ")));
        }
        return hosts.get(0);
    }
}
