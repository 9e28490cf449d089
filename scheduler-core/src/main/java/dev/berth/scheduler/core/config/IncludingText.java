package dev.berth.scheduler.core.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigParseable;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text of configuration that may include others. */
record IncludingText(String name, Reading reading) {
    private static final Pattern INCLUDE = Pattern.compile("\\s*\\{?\\s*include\\b.*");

    static IncludingText of(Path file) {
        return new IncludingText(file.toString(), () -> Files.readString(file));
    }

    static IncludingText of(String text) {
        return new IncludingText("text", () -> text);
    }

    /** What an include leads to; without lines where that isn't a file. */
    static IncludingText included(ConfigIncludeContext context, String name) {
        return Stream.of("", ".conf", ".json", ".properties")
                .flatMap(ending -> file(context, name + ending).stream())
                .findFirst()
                .map(IncludingText::of)
                .orElseGet(() -> new IncludingText(name, () -> ""));
    }

    private static Optional<Path> file(ConfigIncludeContext context, String name) {
        ConfigParseable found = context.relativeTo(name);
        return Optional.ofNullable(found)
                .flatMap(source -> Optional.ofNullable(source.origin().filename()))
                .map(Path::of)
                .filter(Files::isRegularFile);
    }

    /** The problem that {@code included} isn't there, at the line that includes it. */
    Problem missing(String included) {
        Problem problem = Problem.invalid(
                "",
                "include of '" + included + "': it doesn't exist or can't be read; what is included has to be there");
        int line = line(included);
        return line == 0 ? problem.under(name) : problem.at(new SourcePosition(name, line, 1));
    }

    private int line(String included) {
        try {
            List<String> lines = reading.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (INCLUDE.matcher(lines.get(i)).matches() && lines.get(i).contains(included)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            // It was read a moment ago; the name alone has to do.
            return 0;
        }
        return 0;
    }

    /** Reads it again. */
    interface Reading {
        String text() throws IOException;
    }
}
