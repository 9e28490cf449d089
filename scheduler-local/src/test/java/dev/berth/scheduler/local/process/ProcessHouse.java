package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A launcher over a directory of its own; closing it kills every process it started. */
final class ProcessHouse implements AutoCloseable {
    static final long LOG_BYTES = 1 << 20;

    final ProcessDirectory directory;
    final RecordingListener listener = new RecordingListener();
    final ProcessLauncher launcher;
    private final Path root;
    private long attempts;

    /** @param program what the launcher is run by: {@code perl}, or the command line of a shell */
    ProcessHouse(Path root, String... program) throws IOException {
        this.root = root;
        directory = ProcessDirectory.open(root.resolve("state"), root.resolve("logs"));
        launcher = ProcessLauncher.open(directory, tools(program), listener, LOG_BYTES);
    }

    static HostTools tools(String... program) {
        if (!program[0].equals("perl")) {
            return HostTools.find().withShell(program);
        }
        HostTools tools = HostTools.find().withPerl();
        assertThat(tools.perl()).isPresent();
        return tools;
    }

    Launch launch(Map<String, String> environment, String executable, String... arguments) {
        var name = new ProcessName("demo.web-0-" + attempts++, 0);
        return new Launch(name, executable, List.of(arguments), environment, root.toString());
    }

    Launch script(String source) {
        return launch(Map.of(), "/bin/sh", "-c", source);
    }

    ProcessEnd run(Launch launch) throws InterruptedException {
        var refused = launcher.start(List.of(launch));
        ProcessEnd end = refused.get(launch.name());
        return end != null ? end : listener.awaitEnd(launch.name());
    }

    byte[] out(Launch launch) throws IOException {
        return Files.readAllBytes(directory.log(launch.name().instance(), LogStream.OUT));
    }

    ProcessState adopt(Launch launch) throws IOException {
        return Objects.requireNonNull(launcher.adopt(List.of(launch.name())).get(launch.name()));
    }

    ProcessIdentity shimOf(Launch launch) throws IOException {
        return Objects.requireNonNull(directory.records().get(launch.name())).stream()
                .filter(record -> record.kind() == ProcessRecord.Kind.PROCESS)
                .findFirst()
                .orElseThrow()
                .shim();
    }

    @Override
    public void close() throws IOException {
        launcher.signalGroups(9, listener.started().values());
        launcher.close();
    }
}
