package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a later backend makes of what an earlier one left, with real processes. */
class AdoptionTest {
    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void takesOverWhatRunsAndStartsNothingAgain() {
        lab.apply(LocalLab.sleep(3));
        List<Instance> before = lab.untilReady(3);
        Processes.await("sleep 1000", lab, 3);
        List<Long> pids = Processes.pids("sleep 1000", lab);

        lab.reopen();

        assertThat(lab.untilReady(3)).isEqualTo(before);
        assertThat(Processes.pids("sleep 1000", lab)).isEqualTo(pids);
        lab.scale(4);
        assertThat(lab.untilReady(4)).containsAll(before);
        lab.scale(0);
        lab.untilGone();
        assertThat(Processes.count("sleep 1000", lab)).isZero();
    }

    @Test
    void startsNothingTwiceWhenTheRecordsOfItsProcessesAreLost() {
        lab.apply(LocalLab.sleep(3));
        lab.untilReady(3);
        Processes.await("sleep 1000", lab, 3);
        List<Long> pids = Processes.pids("sleep 1000", lab);
        Path records = directory.resolve("processes");
        lab.whileClosed(() -> assertThat(delete(records)).isZero());
        lab.untilReady(3);
        assertThat(Processes.pids("sleep 1000", lab)).isEqualTo(pids);
        lab.scale(0);
        lab.untilGone();
        assertThat(Processes.count("sleep 1000", lab)).isZero();
    }

    @Test
    void refusesAStateFileThatKnowsNothingOfWhatRuns() {
        Path older = directory.resolve("older");
        lab.whileClosed(() -> copy(directory.resolve("state.db"), older));
        lab.apply(LocalLab.sleep(2));
        lab.untilReady(2);
        Processes.await("sleep 1000", lab, 2);
        List<Long> pids = Processes.pids("sleep 1000", lab);
        Path newer = directory.resolve("newer");
        lab.whileClosed(() -> {
            copy(directory.resolve("state.db"), newer);
            copy(older, directory.resolve("state.db"));
            assertThatThrownBy(this::listed)
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("is older than what runs: it knows nothing of processes ")
                    .hasMessageContaining(pids.get(0) + " (test/web/")
                    .hasMessageContaining(pids.get(1) + " (test/web/")
                    .hasMessageContaining("put back a newer copy");
            assertThat(Processes.pids("sleep 1000", lab)).isEqualTo(pids);
            copy(newer, directory.resolve("state.db"));
        });
        lab.untilReady(2);
        assertThat(Processes.pids("sleep 1000", lab)).isEqualTo(pids);
    }

    private void listed() {
        BackendContext context = new BackendContext("local", "test", Clock.systemUTC());
        try (Backend backend = LocalProvider.embedded(LocalConfig.in(directory), context)) {
            backend.ids(Selector.all(), LocalLab.call());
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void knowsHowAProcessEndedThatNobodyWatched() {
        Path file = directory.resolve("go");
        lab.apply(LocalLab.shell(1, "while [ ! -e " + file + " ]; do sleep 0.05; done; exit 9")
                .restart(never()));
        lab.untilReady(1);
        lab.whileClosed(() -> {
            ProcessHandle process = lab.processOf("while [ ! -e");
            FileWait.create(file);
            process.onExit().join();
        });
        Instance failed = lab.untilOne(LocalLab.in(InstanceState.FAILED, "ENDED"));
        assertThat(failed.lastTermination()).map(Termination::exitCode).contains(9);
    }

    @Test
    void goesOnWithAStopThatWasBegun() {
        lab.apply(LocalLab.sleep(2));
        lab.untilReady(2);
        Processes.await("sleep 1000", lab, 2);
        lab.remove();
        lab.reopen();
        lab.untilGone();
        Processes.await("sleep 1000", lab, 0);
    }

    @Test
    void keepsWhatGaveUpAsItIs() {
        lab.apply(LocalLab.shell(1, "exit 1").restart(never()));
        Instance before = lab.untilOne(LocalLab.in(InstanceState.FAILED, "ENDED"));
        lab.reopen();
        assertThat(lab.instances()).isEqualTo(List.of(before));
    }

    @Test
    void startsAgainWhatWaitedToBeStartedAgain() {
        Path file = directory.resolve("good");
        lab.apply(LocalLab.shell(1, "[ -e " + file + " ] && exec sleep 1000; exit 1"));
        lab.untilOne(LocalLab.in(InstanceState.STARTING, "BACK_OFF"));
        lab.whileClosed(() -> FileWait.create(file));
        Instance running = lab.untilReady(1).get(0);
        assertThat(running.restarts()).isGreaterThanOrEqualTo(1);
        assertThat(running.lastTermination()).map(Termination::exitCode).contains(1);
    }

    private static int delete(Path path) {
        try {
            return new ProcessBuilder("rm", "-r", path.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static RestartPolicy never() {
        return RestartPolicy.builder().condition(RestartPolicy.Condition.NEVER).build();
    }
}
