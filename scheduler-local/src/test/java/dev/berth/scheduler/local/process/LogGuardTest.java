package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's own part in bounding logs. */
class LogGuardTest {
    private static final long WRITTEN = 8 << 20;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void boundsTheLogsWhileNoJvmDoes(String program) throws Exception {
        try (var house = new ProcessHouse(root, program)) {
            Path go = root.resolve("go");
            run("mkfifo", go.toString());
            Launch launch = house.launch(
                    Map.of(),
                    "/bin/sh",
                    "-c",
                    "read x <" + go + "; head -c " + WRITTEN + " /dev/zero; exec sleep 1000");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            ProcessIdentity identity = house.listener.awaitStart(launch.name());
            house.launcher.close();
            Files.writeString(go, "x\n");
            Path log = house.directory.log(launch.name().instance(), LogStream.OUT);
            awaitBound(log);
            try (var next = new ProcessHouse(root, program)) {
                next.launcher.signalGroups(9, List.of(identity));
                assertThat(next.listener.awaitEnd(launch.name())).isEqualTo(ProcessEnd.signalled(9));
            }
        }
    }

    /** On a ramfs, which only root can mount. */
    @Tag("own-disk")
    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void dropsAllWhereTheOldestPartCannotBeFreedAndSaysSoInTheLog(String program) throws Exception {
        ProcessDirectory directory = ProcessDirectory.open(root.resolve("state"), root.resolve("logs"));
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                // What the launcher runs beside itself keeps the pipe open, so cat waits for it.
                "mount -t ramfs ramfs \"$1\" && head -c 100000 /dev/zero >\"$1/a.out\" && logs=$1 && shift"
                        + " && printf 'trim 4096 a.out\\n' | \"$@\" | cat && cat \"$logs/a.out\"",
                "sh",
                directory.logs().toString()));
        command.addAll(
                LauncherProgram.of(ProcessHouse.tools(program), directory).install(65536, "1"));
        assertThat(run(command.toArray(String[]::new)))
                .isEqualTo(
                        "[berth] all that was here was dropped: this file system can't free the oldest part of a file\n");
    }

    private static void awaitBound(Path log) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (Files.size(log) < WRITTEN || usage(log) > 2 * ProcessHouse.LOG_BYTES) {
            assertThat(System.nanoTime()).as("usage is %d", usage(log)).isLessThan(deadline);
        }
        assertThat(Files.size(log)).as("offsets stay").isEqualTo(WRITTEN);
    }

    private static long usage(Path file) throws Exception {
        return Long.parseLong(run("stat", "-c", "%b", file.toString()).strip()) * 512;
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
