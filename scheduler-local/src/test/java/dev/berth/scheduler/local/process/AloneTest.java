package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shim knows of what a process left behind; only that of perl does. */
class AloneTest {
    @TempDir
    Path root;

    private ProcessHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new ProcessHouse(root, "perl");
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void whoLeftNothingBehindIsKnownToBeAloneWhileOthersOfItsBatchRun() throws Exception {
        Launch runs = house.launch(Map.of(), "/bin/sleep", "1000");
        Launch ends = house.script("sleep 0.1; exit 3");
        assertThat(house.launcher.start(List.of(runs, ends))).isEmpty();
        assertThat(house.listener.awaitEnd(ends.name())).isEqualTo(ProcessEnd.exited(3));
        assertThat(house.listener.alone()).containsExactly(ends.name());
        house.launcher.signal(9, List.of(house.listener.awaitStart(runs.name())));
        assertThat(house.listener.awaitEnd(runs.name())).isEqualTo(ProcessEnd.signalled(9));
        assertThat(house.listener.alone()).containsExactlyInAnyOrder(ends.name(), runs.name());
    }

    @Test
    void whoLeftAChildIsNot() throws Exception {
        Launch leaves = house.script("sleep 1000 & exit 0");
        assertThat(house.run(leaves)).isEqualTo(ProcessEnd.exited(0));
        assertThat(house.listener.alone()).isEmpty();
        killLeft(leaves);
    }

    @Test
    void whoLeftADaemonInASessionOfItsOwnIsNot() throws Exception {
        Launch leaves = house.script("setsid sh -c 'sleep 1000 & exit 0' & wait; exit 0");
        assertThat(house.run(leaves)).isEqualTo(ProcessEnd.exited(0));
        assertThat(house.listener.alone()).isEmpty();
        killLeft(leaves);
    }

    /** The shim has taken in what was left, and ends with the last of it. */
    private void killLeft(Launch launch) throws Exception {
        ProcessHandle shim = ProcessHandle.of(house.shimOf(launch).processId()).orElseThrow();
        assertThat(shim.descendants()).isNotEmpty();
        shim.descendants().forEach(ProcessHandle::destroyForcibly);
        assertThat(shim.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
}
