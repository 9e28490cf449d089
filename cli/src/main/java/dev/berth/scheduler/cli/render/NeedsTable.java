package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Choice;
import dev.berth.scheduler.capability.Requirement;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a spec needs of a backend, field by field, and which of several variants the backend takes. */
public final class NeedsTable {
    private static final String NOT_CONCERNED = "meant for another type of backend";

    private final BackendInfo backend;
    private final WorkloadSpec spec;

    private NeedsTable(BackendInfo backend, WorkloadSpec spec) {
        this.backend = backend;
        this.spec = spec;
    }

    /** One row for each field that needs something, those of variants last. */
    public static Table of(BackendInfo backend, WorkloadSpec spec) {
        NeedsTable needs = new NeedsTable(backend, spec);
        Table table = Table.of("WORKLOAD", "FIELD", "CAPABILITY", "LEVEL", "NOTE");
        Requirements.of(spec).forEach(requirement -> needs.row(table, requirement, ""));
        Requirements.choices(spec).forEach(choice -> needs.rows(table, choice));
        return table;
    }

    public static MapNode document(BackendInfo backend, WorkloadSpec spec) {
        NeedsTable needs = new NeedsTable(backend, spec);
        return CapabilityTable.backend(backend)
                .text("workload", spec.id().toString())
                .list("needs", Requirements.of(spec), needs::need)
                .list("choices", Requirements.choices(spec), needs::choice)
                .map();
    }

    private void rows(Table table, Choice choice) {
        Optional<Integer> taken = taken(choice);
        int count = choice.alternatives().size();
        for (int index = 0; index < count; index++) {
            String variant = "variant " + (index + 1) + " of " + count
                    + (taken.equals(Optional.of(index)) ? ", taken" : ", not taken");
            choice.alternatives().get(index).forEach(requirement -> row(table, requirement, variant));
        }
    }

    private void row(Table table, Requirement requirement, String variant) {
        Support support = support(requirement);
        boolean concerned = Requirements.concerns(requirement, backend);
        String note = concerned ? CapabilityTable.note(support) : NOT_CONCERNED;
        table.row(
                Cell.of(Names.workload(spec.id()), Colour.NAME),
                Cell.of(requirement.path()),
                Cell.of(requirement.capability().name()),
                concerned ? CapabilityTable.level(support) : Cell.of("-"),
                Cell.of(variant + (variant.isEmpty() || note.isEmpty() ? "" : ": ") + note));
    }

    private MapNode need(Requirement requirement) {
        return CapabilityTable.support(requirement.capability(), support(requirement))
                .text("field", requirement.path())
                .truth("concerned", Requirements.concerns(requirement, backend))
                .map();
    }

    private MapNode choice(Choice choice) {
        Optional<Integer> taken = taken(choice);
        List<MapNode> variants = new ArrayList<>();
        for (int index = 0; index < choice.alternatives().size(); index++) {
            variants.add(new Fields()
                    .truth("taken", taken.equals(Optional.of(index)))
                    .list("needs", choice.alternatives().get(index), this::need)
                    .map());
        }
        return new Fields()
                .text("field", choice.path())
                .list("variants", variants, variant -> variant)
                .map();
    }

    private Optional<Integer> taken(Choice choice) {
        return Requirements.taken(choice, backend, spec.mode().kind());
    }

    private Support support(Requirement requirement) {
        return backend.support(requirement.capability(), spec.mode().kind());
    }
}
