package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The programs of the host that launcher and shim are made of: a POSIX shell, setsid(1) of util-linux and env(1); where
 * there is one, perl(1) with its module POSIX, as in every Debian.
 *
 * @param shell the command line that reads a script; dash where there is one: it starts a process with a third of
 * the work that bash needs
 */
record HostTools(Optional<String> perl, List<String> shell, String setsid, String env) {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    HostTools {
        shell = List.copyOf(shell);
    }

    static HostTools find() {
        return new HostTools(Optional.empty(), findShell(), find("setsid"), find("env"));
    }

    /** The same without perl, and with this shell. */
    HostTools withShell(String... command) {
        return new HostTools(Optional.empty(), List.of(command), setsid, env);
    }

    /** The same with perl where it is. Asked by running it, as some systems have it without its modules: 10 ms. */
    HostTools withPerl() {
        Optional<String> found = at("perl").filter(perl -> succeeds(perl, "-MPOSIX", "-MFcntl", "-e", "exit 0"));
        return new HostTools(found, shell, setsid, env);
    }

    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> findShell() {
        Path dash = Path.of("/bin/dash");
        return List.of(Files.isExecutable(dash) ? dash.toString() : "/bin/sh");
    }

    private static Optional<String> at(String program) {
        return PLACES.stream()
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String find(String program) {
        return at(program)
                .orElseThrow(() -> new ProcessException(
                        "program %s must be in one of %s to start processes".formatted(program, PLACES)));
    }
}
