package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields that are read but never written, as a shorter way to write others.
 *
 * @param fields what may be written
 * @param expansion turns the map into one without these fields
 */
record Sugar(List<SugarField> fields, Expansion expansion) {
    static final Sugar NONE = new Sugar(List.of(), (map, reading) -> map);

    /**
     * A field that is read only.
     *
     * @param insteadOf the field it is short for; both can't stand together
     * @param enough whether it makes up for that field when that one is required
     */
    record SugarField(String name, String description, Shape<?> shape, String insteadOf, boolean enough) {}

    /** Rewrites a map; the values keep their places. */
    interface Expansion {
        MapNode expand(MapNode map, Reading reading);
    }

    /** The long form of {@code map}. A short field beside the long one is told, and left out. */
    MapNode expand(MapNode map, Reading reading) {
        List<MapField> kept = new ArrayList<>(map.fields());
        for (SugarField field : fields) {
            if (map.field(field.insteadOf()).isPresent()) {
                map.field(field.name()).ifPresent(clash -> {
                    reading.problem(clash.place(), "can't stand beside '" + field.insteadOf() + "'");
                    kept.remove(clash);
                });
            }
        }
        return expansion.expand(new MapNode(map.place(), kept), reading);
    }
}
