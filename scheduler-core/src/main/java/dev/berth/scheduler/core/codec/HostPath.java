package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A path on the host. One that is relative in a file begins in the file's directory; the canonical form is absolute.
 *
 * <p>Joined as text: in the POSIX locale {@link Path} can't hold a name beyond ASCII.
 *
 * @param bareRefused whether a path without any slash is refused instead of taken as relative
 */
record HostPath(boolean bareRefused) implements Shape<String> {
    static final Shape<String> ANY = new HostPath(false);

    /** A program: its bare name is refused, for nobody could tell a search of PATH from a file beside the spec. */
    static final Shape<String> PROGRAM = new HostPath(true);

    @Override
    public Optional<String> read(Node node, Reading reading) {
        Optional<String> path = Scalars.TEXT.read(node, reading);
        if (bareRefused && node instanceof ScalarNode scalar && scalar.text().indexOf('/') < 0) {
            reading.refuse(scalar, "must be an absolute path, or relative to this file as in ./" + scalar.describe());
            return Optional.empty();
        }
        return path.map(text -> resolve(reading.directory(), text));
    }

    /** {@code path} itself when it is absolute or empty. */
    static String resolve(Path directory, String path) {
        return path.isEmpty() || path.startsWith("/") ? path : normal(directory + "/" + path);
    }

    private static String normal(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    @Override
    public Node write(String path) {
        return ScalarNode.text(path);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return Schemas.object("type", "string", "minLength", 1);
    }
}
