package dev.berth.scheduler.capability;

import dev.berth.scheduler.error.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects requirements in the order of the spec. */
final class Needs {
    private final FieldPath path;
    private final List<Requirement> requirements;

    private Needs(FieldPath path, List<Requirement> requirements) {
        this.path = path;
        this.requirements = requirements;
    }

    static Needs below(FieldPath path) {
        return new Needs(path, new ArrayList<>());
    }

    Needs field(String name) {
        return new Needs(path.field(name), requirements);
    }

    Needs item(int index) {
        return new Needs(path.item(index), requirements);
    }

    void need(Capability capability) {
        requirements.add(new Requirement(path.text(), capability));
    }

    void needIf(boolean condition, String field, Capability capability) {
        if (condition) {
            field(field).need(capability);
        }
    }

    void needIf(Optional<?> value, String field, Capability capability) {
        needIf(value.isPresent(), field, capability);
    }

    List<Requirement> found() {
        return List.copyOf(requirements);
    }
}
