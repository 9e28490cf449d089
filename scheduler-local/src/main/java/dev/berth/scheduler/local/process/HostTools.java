package dev.berth.scheduler.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs of the host that the shim is made of: a POSIX shell, setsid(1) of util-linux and env(1).
 *
 * @param shell the command line that reads a script; dash where there is one: it starts a process with a third of
 * the work that bash needs
 */
record HostTools(List<String> shell, String setsid, String env) {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    HostTools {
        shell = List.copyOf(shell);
    }

    static HostTools find() {
        return new HostTools(findShell(), find("setsid"), find("env"));
    }

    HostTools withShell(String... command) {
        return new HostTools(List.of(command), setsid, env);
    }

    private static List<String> findShell() {
        Path dash = Path.of("/bin/dash");
        return List.of(Files.isExecutable(dash) ? dash.toString() : "/bin/sh");
    }

    private static String find(String program) {
        return PLACES.stream()
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new ProcessException(
                        "program %s must be in one of %s to start processes".formatted(program, PLACES)));
    }
}
