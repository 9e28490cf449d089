package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.codec.ReadResult;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.core.document.SourceLoader;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what {@code -f} names: files, directories of files, stdin; everything wrong with all of them at once. */
final class SpecFiles {
    private static final String STDIN = "-";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final InputStream in;
    private final SourceLoader loader = new SourceLoader(DocumentLimits.STANDARD);
    private final List<Source> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private boolean stdinRead;

    private SpecFiles(InputStream in) {
        this.in = in;
    }

    /** Everything these names lead to, with every problem and its place; a file named twice is read once. */
    static LocatedSpecs read(List<String> names, InputStream in) {
        SpecFiles files = new SpecFiles(in);
        for (String name : names) {
            files.add(name);
        }
        ReadResult result = new SpecCodec().read(files.sources);
        files.problems.addAll(result.problems());
        return new LocatedSpecs(result.specs(), files.problems);
    }

    private void add(String name) {
        try {
            if (name.equals(STDIN)) {
                stdin();
                return;
            }
            if (name.isEmpty()) {
                // As a path it would be the current directory, which nobody means who wrote -f "$UNSET".
                problems.add(Problem.invalid("", "the name of a file is empty"));
                return;
            }
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                directory(path);
            } else if (seen.add(path.toAbsolutePath().normalize())) {
                sources.add(loader.load(path));
            }
        } catch (RefusedException e) {
            problems.addAll(e.problems());
        } catch (InvalidPathException e) {
            problems.add(Problem.invalid("", "'" + SafeText.line(name) + "' can't be the name of a file"));
        } catch (IOException e) {
            problems.add(Problem.invalid("", name + " can't be read: " + e.getMessage()));
        }
    }

    private void stdin() {
        if (stdinRead) {
            return;
        }
        stdinRead = true;
        try {
            sources.add(loader.load("stdin", Path.of(""), in));
        } catch (IOException e) {
            problems.add(Problem.invalid("", "stdin can't be read, is it closed? (" + e.getMessage() + ")"));
        }
    }

    private void directory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(SpecFiles::isSpecFile).sorted().toList();
        }
        if (files.isEmpty()) {
            problems.add(Problem.invalid("", directory + " holds no file that ends in .yaml, .yml or .json"));
        }
        for (Path file : files) {
            add(file.toString());
        }
    }

    private static boolean isSpecFile(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }
}
