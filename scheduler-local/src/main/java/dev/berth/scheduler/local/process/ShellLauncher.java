package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The launcher as a script for dash and bash. */
final class ShellLauncher implements LauncherProgram {
    /**
     * A JVM leaves SIGQUIT blocked in its children, and may have been started with signals ignored. Both would be
     * inherited; env(1) undoes it where it can (coreutils 8.31).
     */
    private static final String CLEAN = """
            env=$1; shift
            if "$env" --default-signal "$env" >/dev/null 2>&1; then exec "$env" -i --default-signal "$@"; fi
            exec "$env" -i "$@"
            """;

    private final HostTools tools;
    private final ProcessDirectory directory;
    private final LaunchScript script;

    ShellLauncher(HostTools tools, ProcessDirectory directory) {
        this.tools = tools;
        this.directory = directory;
        script = new LaunchScript(tools, directory);
    }

    @Override
    public byte[] batch(List<Launch> launches) {
        return script.of(launches);
    }

    @Override
    public Optional<String> refusal(Launch launch) {
        return launch.attached().mounts().isEmpty()
                ? Optional.empty()
                : Optional.of("volumes can't be mounted for it: there is no perl here");
    }

    @Override
    public List<String> install(long logBytes, String generation) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", CLEAN, "sh", tools.env(), tools.setsid()));
        command.addAll(script(logBytes, generation));
        return command;
    }

    /** The command line that runs the script, in whatever session and environment it is given. */
    List<String> script(long logBytes, String generation) throws IOException {
        List<String> command = new ArrayList<>(tools.shell());
        command.addAll(List.of(
                LauncherProgram.write("launcher.sh", directory).toString(),
                directory.root().toString(),
                directory.logs().toString(),
                Long.toString(logBytes),
                tools.env(),
                generation));
        return command;
    }
}
