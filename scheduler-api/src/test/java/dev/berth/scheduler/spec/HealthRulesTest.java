package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRulesTest {
    private static final ProbeCheck TRUE = ProbeCheck.command("/bin/true");

    @Test
    void aProbeRefersToATcpPortOfItsTask() {
        accepted(task().port(Port.dynamic("http"))
                .readiness(
                        Probe.builder(ProbeCheck.http("http", "/ready?full=1")).build()));
        refused(
                task().readiness(Probe.builder(ProbeCheck.tcp("http")).build()),
                "tasks[0].health.readiness.tcp.port (='http') must be the name of a port of this task");
        refused(
                task().port(Port.builder("dns").protocol(Port.Protocol.UDP).build())
                        .readiness(Probe.builder(ProbeCheck.http("dns", "/")).build()),
                "tasks[0].health.readiness.http.port (='dns') must be a TCP port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ready", "/a b", "/grüße"})
    void aPathIsAsInAnAddress(String path) {
        refused(
                task().port(Port.dynamic("http"))
                        .readiness(Probe.builder(ProbeCheck.http("http", path)).build()),
                "tasks[0].health.readiness.http.path (='" + path + "') must begin with '/' and be of ASCII "
                        + "without blanks, others encoded as in an address");
    }

    @Test
    void aCommandBeginsWithAnAbsoluteExecutable() {
        refused(
                task().readiness(Probe.builder(ProbeCheck.command()).build()),
                "tasks[0].health.readiness.command must have at least an executable");
        refused(
                task().readiness(Probe.builder(ProbeCheck.command("true", "\0")).build()),
                "tasks[0].health.readiness.command[0] (='true') must be an absolute path",
                "tasks[0].health.readiness.command[1] must not contain NUL: no process can be given it");
    }

    @Test
    void intervalAndTimeoutAreLongerThanNothing() {
        refused(
                task().readiness(Probe.builder(TRUE)
                        .interval(Duration.ZERO)
                        .timeout(Duration.ofMillis(-1))
                        .build()),
                "tasks[0].health.readiness.interval (=0s) must be longer than 0",
                "tasks[0].health.readiness.timeout (=PT-0.001S) must be longer than 0");
    }

    @Test
    void thresholdsAreOneOrMore() {
        refused(
                task().readiness(Probe.builder(TRUE)
                        .successThreshold(0)
                        .failureThreshold(-3)
                        .build()),
                "tasks[0].health.readiness.successThreshold (=0) must be 1 or more",
                "tasks[0].health.readiness.failureThreshold (=-3) must be 1 or more");
    }

    @Test
    void livenessSucceedsAtOnce() {
        Probe probe = Probe.builder(TRUE).successThreshold(2).build();
        refused(
                task().health(Health.builder().liveness(probe).build()),
                "tasks[0].health.liveness.successThreshold (=2) must be 1 for liveness: "
                        + "one that failed is restarted, not asked again");
    }

    @Test
    void aStartupGraceIsForProbes() {
        refused(
                task().health(Health.builder()
                        .startupGrace(Duration.ofSeconds(90))
                        .build()),
                "tasks[0].health.startupGrace (=1m30s) has no effect without readiness or liveness");
        refused(
                task().health(Health.builder()
                        .startupGrace(Duration.ofSeconds(-1))
                        .liveness(Probe.builder(TRUE).build())
                        .build()),
                "tasks[0].health.startupGrace (=PT-1S) must be 0 or longer");
    }
}
