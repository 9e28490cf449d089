package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.spec.Mode;
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

    static Fields backend(BackendInfo backend) {
        return new Fields()
                .node(
                        "backend",
                        new Fields()
                                .text("type", backend.type())
                                .text("product", backend.product())
                                .text("version", backend.version())
                                .map());
    }

    static Fields support(Capability capability, Support support) {
        return new Fields()
                .text("capability", capability.name())
                .text("level", support.level().name())
                .textUnlessEmpty("note", support.note())
                .truth("needsController", support.needsController());
    }

    static Cell level(Support support) {
        return switch (support.level()) {
            case NATIVE -> Cell.of("native", Colour.GOOD);
            case EMULATED -> Cell.of("emulated", Colour.BUSY);
            case UNSUPPORTED -> Cell.of("unsupported", Colour.BAD);
        };
    }

    static String note(Support support) {
        String controller = support.needsController() ? "needs a controller" : "";
        if (support.note().isEmpty() || controller.isEmpty()) {
            return support.note() + controller;
        }
        return support.note() + " (" + controller + ")";
    }
}
