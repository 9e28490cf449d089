package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts short commands of which only the exit code is wanted, such as those of probes. They are children of this JVM, in
 * a session of their own, and nothing of them is recorded. Thread-safe.
 */
public final class HostCommands {
    private final HostTools tools;
    private final CommandScript script;

    private HostCommands(HostTools tools) {
        this.tools = tools;
        script = new CommandScript(tools);
    }

    /**
     * Looks for the programs that this takes.
     *
     * @throws ProcessException if one is missing
     */
    public static HostCommands find() {
        return new HostCommands(HostTools.find());
    }

    /**
     * Starts a command with its arguments and environment byte for byte; its input is empty, its output dropped.
     *
     * @param launch its name is of no account
     * @throws IOException if it can't be started; the message says why
     */
    public HostCommand start(Launch launch) throws IOException {
        Optional<String> refusal = new LaunchCheck().refusal(launch);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        // The shell comes by a command line in ASCII, and the rest on its input: a JVM turns what its locale doesn't
        // know into question marks. Neither env, setsid nor exec makes a new process, so the number stays the same.
        List<String> words = new ArrayList<>(List.of(tools.env(), "-i"));
        if (!launch.attached().mounts().isEmpty()) {
            words.addAll(PrivateMounts.OWN);
        }
        words.addAll(List.of(tools.setsid(), "/bin/sh"));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        HostCommand command = new HostCommand(process);
        try (OutputStream input = process.getOutputStream()) {
            input.write(script.of(launch));
        } catch (IOException e) {
            command.kill();
            throw e;
        }
        return command;
    }
}
