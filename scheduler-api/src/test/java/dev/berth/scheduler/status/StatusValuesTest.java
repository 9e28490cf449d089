package dev.berth.scheduler.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusValuesTest {
    private static final InstanceId INSTANCE = new InstanceId(WorkloadId.of("shop", "web"), "1");

    @Test
    void anExplanationIsASentenceInNumbers() {
        Explanation explanation = new Explanation(
                3,
                List.of(
                        new Explanation.Reason(2, "lack label:disk=ssd"),
                        new Explanation.Reason(1, "insufficient cpu")));

        assertThat(explanation).hasToString("3 nodes: 2 lack label:disk=ssd, 1 insufficient cpu");
        assertThat(new Explanation(1, List.of()).sentence()).isEqualTo("1 node");
        assertThat(new Explanation(0, List.of()).sentence()).isEqualTo("0 nodes");
    }

    @Test
    void anInstanceIdIsReadFromWhatItShows() {
        assertThat(InstanceId.parse("shop/web/1")).isEqualTo(INSTANCE).hasToString("shop/web/1");
        assertThatThrownBy(() -> InstanceId.parse("web")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAuthorityPutsIpv6InBrackets() {
        assertThat(endpoint("::1").authority()).isEqualTo("[::1]:80");
        assertThat(endpoint("127.0.0.1").authority()).isEqualTo("127.0.0.1:80");
    }

    @Test
    void aTerminationSaysHowAProcessEnded() {
        assertThat(Termination.exited(3, Optional.empty()).sentence()).isEqualTo("exit code 3");
        assertThat(Termination.signalled("KILL", Optional.empty()).sentence()).isEqualTo("signal KILL");
        assertThat(Termination.notStarted("no such file", Optional.empty()).sentence())
                .isEqualTo("not started: no such file");
    }

    @Test
    void anUnknownEndHasNoExitCodeOfZero() {
        assertThat(Termination.unknown("its record is gone", Optional.empty()).exitCode())
                .isNotZero();
    }

    private static Endpoint endpoint(String address) {
        return new Endpoint(INSTANCE, "http", address, 80, Port.Protocol.TCP, Endpoint.Reachable.NETWORK);
    }
}
