package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Instances, one in each row. */
public final class InstanceTable {
    private InstanceTable() {}

    /** Ages are counted to {@code now}. */
    public static Table of(List<Instance> instances, Instant now, boolean wide) {
        Table table = wide
                ? Table.of(
                        "INSTANCE",
                        "NODE",
                        "STATE",
                        "READY",
                        "RESTARTS",
                        "AGE",
                        "REVISION",
                        "ENDPOINTS",
                        "LAST END",
                        "WHY")
                : Table.of("INSTANCE", "NODE", "STATE", "READY", "RESTARTS", "AGE", "ENDPOINTS", "WHY");
        for (Instance instance : instances) {
            table.row(cells(instance, now, wide).toArray(Cell[]::new));
        }
        return table;
    }

    /** Why an instance is as it is, on one line; empty when there is nothing to say. */
    public static String why(Instance instance) {
        return instance.message().isEmpty() ? instance.reason() : instance.message();
    }

    private static List<Cell> cells(Instance instance, Instant now, boolean wide) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Names.instance(instance.id()), Colour.NAME));
        cells.add(Cell.of(instance.node().map(NodeId::value).orElse("-")));
        cells.add(Phases.cell(instance.state()));
        cells.add(Phases.ready(instance));
        cells.add(Cell.of(instance.restarts()));
        cells.add(Cell.of(age(instance, now)));
        if (wide) {
            cells.add(Cell.of(instance.revision()));
        }
        cells.add(Cell.of(endpoints(instance)));
        if (wide) {
            cells.add(Cell.of(
                    instance.lastTermination().map(Termination::sentence).orElse("-")));
        }
        cells.add(Cell.of(why(instance)));
        return cells;
    }

    private static String age(Instance instance, Instant now) {
        return instance.startedAt()
                .map(started -> HumanDuration.format(Duration.between(started, now)))
                .orElse("-");
    }

    private static String endpoints(Instance instance) {
        StringBuilder text = new StringBuilder();
        for (Endpoint endpoint : instance.endpoints()) {
            text.append(text.length() == 0 ? "" : ",")
                    .append(endpoint.port())
                    .append('=')
                    .append(endpoint.authority());
        }
        return text.length() == 0 ? "-" : text.toString();
    }
}
