package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a part of the model was written, as a tree along the model's own paths. The two differ where a short form was
 * used or a value came from an application's defaults.
 */
final class Spot {
    private final Place place;
    private final Map<String, Spot> parts = new LinkedHashMap<>();
    private Optional<Spot> choice = Optional.empty();

    Spot(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Notes where a part was written; a part noted before, of a value that could not be read, is forgotten. */
    Spot part(String step, Place where) {
        Spot part = new Spot(where);
        parts.put(step, part);
        return part;
    }

    /** Notes a part that says which variant the whole is: the model's paths pass over its name. */
    Spot choice(String step, Place where) {
        Spot part = part(step, where);
        choice = Optional.of(part);
        return part;
    }

    /** The place of a path as the model writes it, such as {@code tasks[0].ports[1].name}. */
    Place findPath(String path) {
        return find(path.isEmpty() || path.startsWith("[") ? path : "." + path);
    }

    /** The place of the longest part of {@code path} that was written, with the rest of the path behind it. */
    private Place find(String path) {
        if (path.isEmpty()) {
            return place;
        }
        int end = endOfStep(path);
        Spot part = parts.get(path.substring(0, end));
        if (part != null) {
            return part.find(path.substring(end));
        }
        return choice.map(variant -> variant.find(path)).orElseGet(() -> place.beyond(path));
    }

    private static int endOfStep(String path) {
        if (path.startsWith("[\"")) {
            int close = path.indexOf("\"]");
            return close < 0 ? path.length() : close + 2;
        }
        int end = 1;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end;
    }
}
