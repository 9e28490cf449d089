package dev.berth.scheduler.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout, as documentation names them: from its root. */
public final class Checkout {
    /** Tests run in their module's directory. */
    public static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");

    private Checkout() {}

    public static String text(String name) throws IOException {
        return Files.readString(ROOT.resolve(name), StandardCharsets.UTF_8);
    }

    /** The directories that hold tests, by name. */
    static List<Path> modules() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.isDirectory(module.resolve("src/test/java")))
                    .map(Path::getFileName)
                    .sorted()
                    .toList();
        }
    }

    /** All files below, by path. */
    static List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
