package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No two specs read together may have one id: which of them was meant would depend on their order. */
final class UniqueIds {
    private final Map<WorkloadId, Place> seen = new HashMap<>();
    private final List<LocatedSpec> specs = new ArrayList<>();
    private final List<Problem> problems;

    UniqueIds(List<LocatedSpec> all, List<Problem> problems) {
        this.problems = new ArrayList<>(problems);
        all.forEach(this::add);
    }

    private void add(LocatedSpec located) {
        WorkloadId id = located.spec().id();
        Place first = seen.putIfAbsent(id, located.place());
        if (first == null) {
            specs.add(located);
        } else {
            problems.add(located.place().problem("'" + id + "' stands twice; first " + where(first, located.place())));
        }
    }

    private static String where(Place first, Place again) {
        Optional<String> source = again.position().map(SourcePosition::source);
        return first.position()
                .map(place -> source.equals(Optional.of(place.source())) ? "in line " + place.line() : "at " + place)
                .orElse("before");
    }

    ReadResult result() {
        return new ReadResult(specs, problems);
    }
}
