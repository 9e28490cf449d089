package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirement;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a backend can do, and what a spec needs of it. */
public final class CapabilityTable {
    private CapabilityTable() {}

    public static Table of(BackendInfo backend, Mode.Kind mode) {
        Table table = Table.of("CAPABILITY", "LEVEL", "NOTE");
        for (Map.Entry<Capability, Support> declared : backend.declared(mode).entrySet()) {
            Support support = declared.getValue();
            table.row(Cell.of(declared.getKey().name(), Colour.NAME), level(support), Cell.of(note(support)));
        }
        return table;
    }

    public static MapNode document(BackendInfo backend, Mode.Kind mode) {
        return backend(backend)
                .text("mode", mode.name())
                .list(
                        "capabilities",
                        backend.declared(mode).entrySet(),
                        declared ->
                                support(declared.getKey(), declared.getValue()).map())
                .map();
    }

    /** One row for each field that needs something. */
    public static Table needs(BackendInfo backend, WorkloadSpec spec, List<Requirement> requirements) {
        Table table = Table.of("WORKLOAD", "FIELD", "CAPABILITY", "LEVEL", "NOTE");
        for (Requirement requirement : requirements) {
            Support support =
                    backend.support(requirement.capability(), spec.mode().kind());
            table.row(
                    Cell.of(Names.workload(spec.id()), Colour.NAME),
                    Cell.of(requirement.path()),
                    Cell.of(requirement.capability().name()),
                    level(support),
                    Cell.of(note(support)));
        }
        return table;
    }

    public static MapNode needsDocument(BackendInfo backend, WorkloadSpec spec, List<Requirement> requirements) {
        List<Node> needs = new ArrayList<>();
        for (Requirement requirement : requirements) {
            Support support =
                    backend.support(requirement.capability(), spec.mode().kind());
            needs.add(support(requirement.capability(), support)
                    .text("field", requirement.path())
                    .map());
        }
        return backend(backend)
                .text("workload", spec.id().toString())
                .list("needs", needs, need -> need)
                .map();
    }

    private static Fields backend(BackendInfo backend) {
        return new Fields()
                .node(
                        "backend",
                        new Fields()
                                .text("type", backend.type())
                                .text("product", backend.product())
                                .text("version", backend.version())
                                .map());
    }

    private static Fields support(Capability capability, Support support) {
        return new Fields()
                .text("capability", capability.name())
                .text("level", support.level().name())
                .textUnlessEmpty("note", support.note())
                .truth("needsController", support.needsController());
    }

    private static Cell level(Support support) {
        return switch (support.level()) {
            case NATIVE -> Cell.of("native", Colour.GOOD);
            case EMULATED -> Cell.of("emulated", Colour.BUSY);
            case UNSUPPORTED -> Cell.of("unsupported", Colour.BAD);
        };
    }

    private static String note(Support support) {
        String controller = support.needsController() ? "needs a controller" : "";
        if (support.note().isEmpty() || controller.isEmpty()) {
            return support.note() + controller;
        }
        return support.note() + " (" + controller + ")";
    }
}
