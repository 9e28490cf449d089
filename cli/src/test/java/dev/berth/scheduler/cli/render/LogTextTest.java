package dev.berth.scheduler.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private static String shown(String task) {
        InstanceId instance = new InstanceId(WorkloadId.of("shop", "web"), "a1");
        LogLine line = new LogLine(instance, task, LogLine.Stream.STDOUT, Optional.empty(), "here");
        return LogText.line(line, false, true, Colours.OFF);
    }

    @Test
    void namesTheTaskBesideMain() {
        assertThat(shown("refresh")).isEqualTo("shop/web/a1 refresh out | here");
    }

    @Test
    void leavesMainUnnamed() {
        assertThat(shown("main")).isEqualTo("shop/web/a1 out | here");
    }
}
