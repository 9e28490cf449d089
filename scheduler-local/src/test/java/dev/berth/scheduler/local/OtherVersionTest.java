package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.local.agent.AgentBackend;
import dev.berth.scheduler.local.agent.AgentProxy;
import dev.berth.scheduler.spi.RecordKey;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent, and callers of another version: what each side says of itself is changed on its way. */
class OtherVersionTest {
    private static final String OURS = "\"minimum\":1,\"maximum\":1";
    private static final String OLDER = "\"minimum\":0,\"maximum\":0";
    private static final String NEWER = "\"minimum\":2,\"maximum\":2";

    @TempDir
    private Path temporary;

    @TempDir
    private Path door;

    private AgentLab lab;

    @BeforeEach
    void start() {
        lab = AgentLab.in(temporary.resolve("state"));
        lab.scheduler().describe();
    }

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void aNewerCallerIsRefusedByAnOlderAgent() throws IOException {
        try (AgentProxy proxy = saying(OURS, NEWER, OURS, OURS)) {
            assertThat(proxy).isNotNull();
            isRefused(this::read, "is too old for this Berth");
            isRefused(this::edit, "'berth agent stop', and the next command starts one that fits");
        }
    }

    @Test
    void anOlderCallerIsRefusedByANewerAgent() throws IOException {
        try (AgentProxy proxy = saying(OURS, OLDER, OURS, OURS)) {
            assertThat(proxy).isNotNull();
            isRefused(this::read, "is too new for this Berth");
            isRefused(this::edit, "use the newer Berth");
        }
    }

    @Test
    void aCallerRefusesAnAgentThatTakesItThoughItDoesNotUnderstandIt() throws IOException {
        try (AgentProxy proxy = saying(OURS, OURS, OURS, NEWER)) {
            assertThat(proxy).isNotNull();
            isRefused(this::read, "is too new for this Berth");
        }
    }

    @Test
    void anAgentOfAnyVersionCanBeStopped() throws IOException {
        try (AgentProxy proxy = saying(OURS, NEWER, OURS, OURS)) {
            assertThat(proxy).isNotNull();
            assertThat(lab.control().stop(AgentLab.call())).isTrue();
        }
    }

    private AgentProxy saying(String request, String instead, String answer, String insteadOfIt) throws IOException {
        return AgentProxy.start(
                door,
                lab.config.stateDirectory(),
                (proxy, caller) -> proxy.pass(
                        caller,
                        proxy.agent(),
                        AgentProxy.Change.replace(request, instead),
                        AgentProxy.Change.replace(answer, insteadOfIt)));
    }

    private void read() {
        try (AgentBackend caller = AgentLab.attached(door)) {
            caller.describe(AgentLab.call());
        }
    }

    private void edit() {
        try (AgentBackend caller = AgentLab.attached(door)) {
            caller.delete(new RecordKey(LocalLab.ID, 1), AgentLab.call());
        }
    }

    private static void isRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ContactException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(e.effect()).isEqualTo(Effect.NONE);
                })
                .hasMessageContaining(why);
    }
}
