package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a later launcher finds of processes that an earlier one started. */
class AdoptionTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void findsWhatRunsWithTheSameIdentityAndHearsOfItsEnd(String program) throws Exception {
        try (var first = new ProcessHouse(root, program)) {
            Launch launch = first.launch(Map.of(), "/bin/sleep", "1000");
            assertThat(first.launcher.start(List.of(launch))).isEmpty();
            ProcessIdentity identity = first.listener.awaitStart(launch.name());
            first.launcher.close();
            try (var second = new ProcessHouse(root, program)) {
                var state = second.adopt(launch);
                assertThat(state).isEqualTo(new ProcessState(launch.name(), identity, null));
                second.launcher.signalGroups(15, List.of(identity));
                assertThat(second.listener.awaitEnd(launch.name())).isEqualTo(ProcessEnd.signalled(15));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void withdrawsALaunchThatNobodyClaimedAndItNeverStarts(String program) throws Exception {
        try (var house = new ProcessHouse(root, program)) {
            Launch launch = house.script("echo ran");
            var state = house.adopt(launch);
            assertThat(Objects.requireNonNull(state.end()).describe())
                    .startsWith("not started: the launch was withdrawn");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            assertThat(house.run(house.script("exit 3"))).isEqualTo(ProcessEnd.exited(3));
            assertThat(house.adopt(launch)).isEqualTo(state);
            assertThat(Files.exists(house.directory.log(launch.name().instance(), LogStream.OUT)))
                    .as("opening the log comes before the claim")
                    .isIn(true, false);
            assertThat(house.listener.started()).doesNotContainKey(launch.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void saysUnknownAndNeverZeroWhenTheShimWasKilled(String program) throws Exception {
        try (var house = new ProcessHouse(root, program)) {
            Launch launch = house.launch(Map.of(), "/bin/sleep", "1000");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            ProcessIdentity identity = house.listener.awaitStart(launch.name());
            ProcessIdentity shim = house.shimOf(launch);
            end(house, shim);
            assertThat(house.launcher.sweep(Map.of(launch.name(), identity))).isEmpty();
            end(house, identity);
            assertThat(house.launcher.sweep(Map.of(launch.name(), identity)))
                    .containsEntry(
                            launch.name(),
                            new ProcessState(
                                    launch.name(),
                                    identity,
                                    ProcessEnd.unknown("it is gone and its end was not recorded")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void startsAnotherLauncherWhenOneIsKilledAndLosesNoEnd(String program) throws Exception {
        try (var house = new ProcessHouse(root, program)) {
            Launch launch = house.launch(Map.of(), "/bin/sleep", "1000");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            ProcessIdentity identity = house.listener.awaitStart(launch.name());
            ProcessHandle launcher =
                    ProcessHandle.of(house.launcher.launcherId()).orElseThrow();
            launcher.destroyForcibly();
            launcher.onExit().get();
            assertThat(house.run(house.script("exit 5")))
                    .isIn(ProcessEnd.exited(5), ProcessEnd.notStarted("the launcher ended before it came to start it"));
            // Not 2, which a shell ignores until the program it is to become is executed.
            house.launcher.signalGroups(15, List.of(identity));
            assertThat(house.listener.awaitEnd(launch.name())).isEqualTo(ProcessEnd.signalled(15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void findsWhatAForkingProcessLeftBehind(String program) throws Exception {
        try (var house = new ProcessHouse(root, program)) {
            var table = ProcessTable.open();
            Launch plain =
                    house.launch(Map.of("BERTH_INSTANCE_ID", "x"), "/bin/sh", "-c", "sleep 1000 & sleep 1000 & exit 0");
            Launch daemon = house.launch(
                    Map.of(Leftovers.VARIABLE, "demo.web-0-1"), "/bin/sh", "-c", "setsid sleep 1000 & exit 0");
            assertThat(house.run(plain)).isEqualTo(ProcessEnd.exited(0));
            assertThat(house.run(daemon)).isEqualTo(ProcessEnd.exited(0));
            var started = house.listener.started();
            var left = new Leftovers(table)
                    .of(Map.of("demo.web-0-0", started.get(plain.name()), "demo.web-0-1", started.get(daemon.name())));
            assertThat(left.get("demo.web-0-0")).hasSize(2);
            assertThat(left.get("demo.web-0-1")).hasSize(1);
            List<ProcessIdentity> all = new ArrayList<>();
            left.values().forEach(all::addAll);
            var handles = all.stream()
                    .map(process -> ProcessHandle.of(process.processId()).orElseThrow())
                    .toList();
            house.launcher.signal(9, all);
            for (ProcessHandle handle : handles) {
                handle.onExit().get();
            }
            assertThat(all).noneMatch(table::isAlive);
        }
    }

    /** A zombie counts as gone: the launcher collects a killed shim only with its next command. */
    private static void end(ProcessHouse house, ProcessIdentity process) throws Exception {
        var table = ProcessTable.open();
        house.launcher.signal(9, List.of(process));
        long deadline = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        while (table.isAlive(process)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
