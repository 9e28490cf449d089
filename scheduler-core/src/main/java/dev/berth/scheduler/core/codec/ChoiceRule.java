package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import java.util.List;
import java.util.Set;

/**
 * Exactly one of several fields must be written.
 *
 * @param names in the order of the canonical form; empty: the rule always holds
 */
record ChoiceRule(Set<String> names) {
    /** Tells what is wrong, if anything is. */
    boolean check(MapNode map, Reading reading) {
        List<MapField> written = map.fields().stream()
                .filter(field -> names.contains(field.name()))
                .toList();
        if (names.isEmpty() || written.size() == 1) {
            return true;
        }
        if (written.isEmpty()) {
            reading.problem(map.place(), "needs one of these fields: " + String.join(", ", names));
            return false;
        }
        String first = written.get(0).name();
        written.stream()
                .skip(1)
                .forEach(field -> reading.problem(
                        field.place(),
                        "can't stand beside '" + first + "'; write one of: " + String.join(", ", names)));
        return false;
    }
}
