package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the launcher is written in: a script, and the form in which it reads the processes of a batch. */
sealed interface LauncherProgram permits PerlLauncher, ShellLauncher {
    /** The content of the file in {@code launches} that starts these processes. */
    byte[] batch(List<Launch> launches);

    /** Why a process can't be started by this program though it could by another. */
    default Optional<String> refusal(Launch launch) {
        return Optional.empty();
    }

    /**
     * Puts the scripts into the directory and answers the command line that runs them.
     *
     * @param logBytes how much of each log file is kept
     * @param generation what the file {@code launcher} holds; another text there ends the guard of the logs
     */
    List<String> install(long logBytes, String generation) throws IOException;

    /** Perl where there is one: it starts a process with half the work that dash needs. */
    static LauncherProgram of(HostTools tools, ProcessDirectory directory) {
        ShellLauncher shell = new ShellLauncher(tools, directory);
        return tools.perl()
                .<LauncherProgram>map(perl -> new PerlLauncher(perl, shell, directory))
                .orElse(shell);
    }

    /** Writes a script of this package into the directory. */
    static Path write(String script, ProcessDirectory directory) throws IOException {
        try (InputStream stream = LauncherProgram.class.getResourceAsStream(script)) {
            if (stream == null) {
                throw new IOException("the resource " + script + " is missing");
            }
            return directory.write(directory.root().resolve(script), stream.readAllBytes());
        }
    }
}
