package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says why a process can't start, before anything is done for it. It can be wrong in one direction only: what it lets
 * pass may still fail, and the shim records that. What was looked at is not looked at again, so one serves one batch, whose
 * processes most likely run the same program.
 */
final class LaunchCheck {
    /** The kernel's limit of one argument or variable (MAX_ARG_STRLEN), with its NUL. */
    private static final int WORD_BYTES = 128 * 1024;
    /** The kernel's limit of all of them with the usual stack limit of 8 MiB is 2 MiB; some is left for pointers. */
    private static final int ALL_BYTES = 1536 * 1024;

    private static final int HEAD_BYTES = 256;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private final Map<String, Optional<String>> directories = new HashMap<>();
    private final Map<String, Optional<String>> executables = new HashMap<>();

    Optional<String> refusal(Launch launch) {
        return sizes(launch)
                .or(() -> uncovered(directories, launch, launch.workingDirectory(), LaunchCheck::directory))
                .or(() -> absolute("workingDirectory", launch.workingDirectory()))
                .or(() -> absolute("executable", launch.executable()))
                .or(() -> uncovered(executables, launch, launch.executable(), LaunchCheck::executable));
    }

    /** What stands on a mount only the shim can look at. */
    private static Optional<String> uncovered(
            Map<String, Optional<String>> known, Launch launch, String path, Function<Path, Optional<String>> look) {
        return launch.attached().cover(path) ? Optional.empty() : known(known, path, look);
    }

    private static Optional<String> known(
            Map<String, Optional<String>> known, String path, Function<Path, Optional<String>> look) {
        return known.computeIfAbsent(path, text -> path(text).flatMap(look));
    }

    private static Optional<String> sizes(Launch launch) {
        long all = bytes(launch.executable());
        for (String argument : launch.arguments()) {
            int length = bytes(argument);
            if (length >= WORD_BYTES) {
                return Optional.of("an argument (=%d bytes) must be below %d bytes".formatted(length, WORD_BYTES));
            }
            all += length;
        }
        for (var variable : launch.environment().entrySet()) {
            int length = bytes(variable.getKey()) + bytes(variable.getValue());
            if (length >= WORD_BYTES) {
                return Optional.of("variable %s (=%d bytes) must be below %d bytes"
                        .formatted(variable.getKey(), length, WORD_BYTES));
            }
            all += length;
        }
        return all < ALL_BYTES
                ? Optional.empty()
                : Optional.of("arguments and environment (=%d bytes) must be below %d bytes".formatted(all, ALL_BYTES));
    }

    private static int bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private static Optional<String> absolute(String what, String path) {
        return path.startsWith("/")
                ? Optional.empty()
                : Optional.of("%s (=%s) must be an absolute path".formatted(what, path));
    }

    /** Empty where the JVM's locale has no such path: then only the shim can look. */
    private static Optional<Path> path(String text) {
        try {
            return text.startsWith("/") ? Optional.of(Path.of(text)) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> directory(Path path) {
        if (!Files.exists(path)) {
            return Optional.of("workingDirectory (=%s) does not exist".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            return Optional.of("workingDirectory (=%s) is not a directory".formatted(path));
        }
        return Files.isExecutable(path)
                ? Optional.empty()
                : Optional.of("workingDirectory (=%s) may not be entered".formatted(path));
    }

    private static Optional<String> executable(Path path) {
        if (!Files.exists(path)) {
            return Optional.of("executable (=%s) does not exist".formatted(path));
        }
        if (Files.isDirectory(path)) {
            return Optional.of("executable (=%s) is a directory".formatted(path));
        }
        if (!Files.isExecutable(path)) {
            return Optional.of("executable (=%s) may not be executed".formatted(path));
        }
        return Files.isReadable(path) ? format(path) : Optional.empty();
    }

    private static Optional<String> format(Path path) {
        byte[] head;
        try (InputStream stream = Files.newInputStream(path)) {
            head = stream.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            return Optional.of("executable (=%s) can't be read: %s".formatted(path, e.getMessage()));
        }
        if (head.length >= ELF.length && java.util.Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length)) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.UTF_8);
        if (!text.startsWith("#!")) {
            return Optional.of("executable (=%s) is neither a binary of this system nor a script that begins with #!"
                    .formatted(path));
        }
        String line = text.substring(2).lines().findFirst().orElse("").strip();
        String interpreter = line.split("\\s", 2)[0];
        return path(interpreter).filter(Files::isExecutable).isPresent()
                ? Optional.empty()
                : Optional.of("the interpreter (=%s) of executable (=%s) does not exist or may not be executed"
                        .formatted(interpreter, path));
    }
}
