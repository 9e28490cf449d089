package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.status.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Nodes, one in each row. */
public final class NodeTable {
    private static final int LONGEST_EXACT = 6;
    private static final int KIBI = 1024;

    private NodeTable() {}

    public static Table of(List<Node> nodes) {
        Table table = Table.of("NODE", "HOSTNAME", "ADDRESS", "STATE", "CPU", "MEMORY", "ATTRIBUTES");
        for (Node node : nodes) {
            table.row(
                    Cell.of(node.id().value(), Colour.NAME),
                    Cell.of(node.hostname()),
                    Cell.of(node.address().isEmpty() ? "-" : node.address()),
                    Phases.cell(node),
                    Cell.of(share(node.allocated().cpu(), node.allocatable().cpu())),
                    Cell.of(share(
                            node.allocated().memory().map(NodeTable::rounded),
                            node.allocatable().memory().map(NodeTable::rounded))),
                    Cell.of(attributes(node)));
        }
        return table;
    }

    /** To a tenth of the largest unit that fits, where the exact amount would be a long number. */
    private static String rounded(Memory memory) {
        String exact = memory.toString();
        if (exact.length() <= LONGEST_EXACT) {
            return exact;
        }
        double mebibytes = memory.bytes() / (double) (1 << 20);
        return mebibytes < KIBI
                ? String.format(Locale.ROOT, "%.1fMi", mebibytes)
                : String.format(Locale.ROOT, "%.1fGi", mebibytes / KIBI);
    }

    /** {@code requested/allocatable}. */
    private static String share(Optional<?> allocated, Optional<?> allocatable) {
        return allocated.map(Object::toString).orElse("0")
                + "/"
                + allocatable.map(Object::toString).orElse("-");
    }

    /** Beyond the id and the host name, which have columns of their own. */
    private static String attributes(Node node) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
            String name = attribute.getKey();
            if (!name.equals("node.id") && !name.equals("hostname")) {
                text.append(text.length() == 0 ? "" : ",")
                        .append(name)
                        .append('=')
                        .append(attribute.getValue());
            }
        }
        return text.length() == 0 ? "-" : text.toString();
    }
}
