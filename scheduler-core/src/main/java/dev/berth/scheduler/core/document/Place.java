package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands: its position in the text and its path in the document, such as {@code tasks[0].ports[1].name}.
 *
 * <p>The path is put together only when asked for: a large file has many places and few problems.
 */
public final class Place {
    /** The place of a value that was not read from a text. */
    public static final Place NOWHERE = new Place(null, null, "");

    private final @Nullable SourcePosition position;
    private final @Nullable Place parent;
    private final String step;

    private Place(@Nullable SourcePosition position, @Nullable Place parent, String step) {
        this.position = position;
        this.parent = parent;
        this.step = step;
    }

    /** The root of a document that begins at {@code position}; its path is empty. */
    public static Place root(SourcePosition position) {
        return new Place(position, null, "");
    }

    /** A field of the map that stands here. */
    public Place field(String name, SourcePosition at) {
        return new Place(at, this, fieldStep(name));
    }

    /** An item of the list that stands here, counted from 0. */
    public Place item(int index, SourcePosition at) {
        return new Place(at, this, "[" + index + "]");
    }

    /** The same path, written at another position: a field's value beside its name. */
    public Place movedTo(SourcePosition at) {
        return new Place(at, parent, step);
    }

    /** This position under a longer path: where something is missing that would stand at {@code rest} from here. */
    public Place beyond(String rest) {
        return new Place(position, this, rest);
    }

    /** How a path leads to a field: {@code .name}, or {@code ["odd name"]} when the name could be misread in a path. */
    public static String fieldStep(String name) {
        String path = FieldPath.ROOT.field(name).text();
        return path.startsWith("[") ? path : "." + path;
    }

    /** The last name in the path, with the index if it is an item's; empty for the root. */
    public String name() {
        boolean item = step.startsWith("[") && !step.startsWith("[\"");
        String own = step.startsWith(".") ? step.substring(1) : step;
        return item && parent != null ? parent.name() + own : own;
    }

    /** Line and column; empty when the value was not read from a text. */
    public Optional<SourcePosition> position() {
        return Optional.ofNullable(position);
    }

    /** The path from the document's root; empty for the root itself. */
    public String path() {
        StringBuilder path = new StringBuilder();
        appendTo(path);
        return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }

    /** An INVALID problem of the value that stands here. */
    public Problem problem(String message) {
        Problem problem = Problem.of(ErrorCode.INVALID, path(), message);
        return position == null ? problem : problem.at(position);
    }

    private void appendTo(StringBuilder path) {
        if (parent != null) {
            parent.appendTo(path);
        }
        path.append(step);
    }

    @Override
    public String toString() {
        return position + " " + path();
    }
}
