package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.Readiness.Answer;
import dev.berth.scheduler.local.cluster.Readiness.Subject;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProbedReadinessTest {
    private final ProbedReadiness readiness = ProbedReadiness.at("127.0.0.1");
    private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        readiness.close();
    }

    private Runnable watch(ProbeCheck check, Map<String, Integer> ports) {
        Probe probe = Probe.builder(check)
                .interval(Duration.ofMillis(10))
                .timeout(Duration.ofSeconds(20))
                .failureThreshold(1)
                .build();
        Launch launch = new Launch(
                new ProcessName("web", 0), "/bin/true", List.of(), Map.of("ANSWER", "42"), directory.toString());
        return readiness.watch(
                new Subject(Health.builder().readiness(probe).build(), launch, ports, Duration.ZERO), told::add);
    }

    @Test
    void asksAPortByItsName() throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            watch(ProbeCheck.http("web", "/"), Map.of("web", server.port(), "admin", 1));

            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(Answer.READY);
        }
    }

    @Test
    void tellsWhenItStopsToAnswer() throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("")) {
            watch(ProbeCheck.tcp("web"), Map.of("web", server.port()));
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(Answer.READY);
        }
        Answer answer = told.poll(30, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.ready()).isFalse();
        assertThat(answer.reason()).startsWith("connection refused by 127.0.0.1:");
    }

    @Test
    void runsACommandInTheEnvironmentAndTheDirectoryOfTheTask() throws InterruptedException {
        ProbeCheck check = ProbeCheck.command(
                "/bin/sh", "-c", "[ \"$ANSWER\" = 42 ] && [ \"$(pwd -P)\" = \"$1\" ]", "sh", directory.toString());
        watch(check, Map.of());

        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(Answer.READY);
    }
}
