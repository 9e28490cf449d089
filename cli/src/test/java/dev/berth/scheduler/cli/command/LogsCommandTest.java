package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.LogLine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsCommandTest {
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void oneInstanceRuns() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        terminal.scheduler.instances.put(Samples.WEB_1, Samples.ready());
    }

    @Test
    void followsNoLongerThanTheTimeout() {
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDOUT, "hello"));
        terminal.scheduler.staysOpen = true;
        assertThat(terminal.run("logs", "web", "-f", "--timeout", "1ms")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("web/a1 out | hello\n");
    }

    @Test
    void anInstanceThatWroteNothingIsThereAndOneThatNeverWasIsNot() {
        assertThat(terminal.run("logs", "web/a1")).isEqualTo(ExitCode.OK);
        assertThat(terminal.run("logs", "web/b2")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error())
                .isEqualTo("berth: there is no instance web/b2 and no line of one is kept;"
                        + " berth instances lists those there are\n");
        assertThat(terminal.run("logs", "web", "--instance", "b2")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void takesADurationOrATimeForTheOldestLine() {
        terminal.run("logs", "web", "--since", "PT5M");
        terminal.run("logs", "web", "--since", "2029-12-31T23:00:00Z");
        assertThat(terminal.scheduler.logQueries)
                .extracting(query -> query.since().orElseThrow())
                .containsExactly(Terminal.NOW.minus(Duration.ofMinutes(5)), Instant.parse("2029-12-31T23:00:00Z"));
        assertThat(terminal.run("logs", "web", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.error()).contains("a duration such as 90s or 5m, or a time in UTC");
    }
}
