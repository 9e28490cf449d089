package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shim ends when it has nothing left to wait for, whatever happened to its children or its directory. */
class ShimEndTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix"})
    void recordsUnknownAndEndsWhenAProcessIsNoChildOfItAnyMore(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            var tools = HostTools.find().withShell(shell.split(" "));
            ProcessName ghost = new ProcessName("ghost", 0);
            Files.createFile(house.directory.events().resolve(ProcessRecord.claimOf(ghost)));
            Path number = root.resolve("shim");
            // This JVM lives and is no child of the shim, as if the number of a child had been used again.
            String batch = "echo \"$berth_pid\" >" + number + "\nberth_running=\" "
                    + ProcessHandle.current().pid() + "=" + ghost + " \"\n";
            Files.writeString(house.directory.launches().resolve("ghost"), batch);
            try (var launcher = LauncherProcess.start(
                    new ShellLauncher(tools, house.directory), house.directory, ProcessHouse.LOG_BYTES)) {
                assertThat(launcher.send("start ghost")).isTrue();
                assertThat(house.listener.awaitEnd(ghost).kind()).isEqualTo(ProcessEnd.Kind.UNKNOWN);
            }
            awaitExit(Long.parseLong(Files.readString(number).strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void endsWithItsLastProcessWhenTheDirectoryIsGone(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            Launch launch = house.launch(Map.of(), "/bin/sleep", "1000");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            ProcessIdentity identity = house.listener.awaitStart(launch.name());
            ProcessIdentity shim = house.shimOf(launch);
            house.directory.forget(List.of(launch.name()));
            Files.delete(house.directory.events());
            house.launcher.signal(9, List.of(identity));
            house.launcher.close();
            awaitExit(shim.processId());
        }
    }

    /** The launcher is closed before: it collects shims only with its next command, init does so at once. */
    private static void awaitExit(long processId) throws Exception {
        var handle = ProcessHandle.of(processId);
        if (handle.isPresent()) {
            assertThat(handle.get().onExit().get(30, TimeUnit.SECONDS).isAlive())
                    .isFalse();
        }
    }
}
