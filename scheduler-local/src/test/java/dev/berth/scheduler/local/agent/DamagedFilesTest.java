package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an agent that somebody damaged or removed: a dead one's are replaced, a living one's never. */
class DamagedFilesTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private AgentFiles files;
    private AgentControl control;

    @BeforeEach
    void nameTheDirectory() throws IOException {
        directory = temporary.resolve("state");
        files = new AgentFiles(directory);
        files.prepare();
        control = new AgentControl(directory);
    }

    @AfterEach
    void endTheAgent() {
        control.stop(call());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "[]", "{\"socket\":\"\\u0000\"}", "{\"socket\":17}"})
    void aDeadAgentsDamagedFileIsReplaced(String content) throws IOException {
        damage(content);

        assertThat(control.status(call())).isEmpty();
        assertThat(control.stop(call())).isFalse();
        assertThat(describe()).isEqualTo("fake");
    }

    @Test
    void aLivingAgentsDamagedFileIsToldWithWhatToDo() throws IOException {
        describe();
        long pid = owner().pid();
        damage("nonsense");

        saysWhatToDo(this::describe, pid, "agent.json is damaged");
        saysWhatToDo(() -> control.status(call()), pid, "agent.json is damaged");
        assertThat(control.stop(call())).isTrue();
        assertThat(describe()).isEqualTo("fake");
        assertThat(owner().pid()).isNotEqualTo(pid);
    }

    @Test
    void aLivingAgentsRemovedSocketIsToldWithWhatToDoAtOnce() throws IOException {
        describe();
        long pid = owner().pid();
        Files.delete(directory.resolve("agent.sock"));

        saysWhatToDo(this::describe, pid, "agent.sock was removed");
        saysWhatToDo(() -> control.status(call()), pid, "agent.sock was removed");
        assertThat(FakeAgent.count(directory, "opened")).isEqualTo(1);
        assertThat(control.stop(call())).isTrue();
        assertThat(describe()).isEqualTo("fake");
    }

    @Test
    void anAgentWhoseFileWasRemovedIsStillFoundToBeStopped() throws IOException {
        describe();
        long pid = owner().pid();
        Files.delete(files.endpoint());

        saysWhatToDo(() -> control.status(call()), pid, "agent.json is not there");
        assertThat(control.stop(call())).isTrue();
        assertThat(AgentOwner.living(files)).isEmpty();
    }

    @Test
    void aKilledAgentsWordInItsLockIsNotTakenForAnAgent() throws Exception {
        describe();
        ProcessHandle agent = ProcessHandle.of(owner().pid()).orElseThrow();
        agent.destroyForcibly();
        agent.onExit().get();

        assertThat(AgentOwner.living(files)).isEmpty();
        assertThat(control.stop(call())).isFalse();
    }

    @Test
    void aLockIsNotTakenTwiceWithinOneProcess() throws IOException {
        Path file = directory.resolve("some.lock");
        LockFile held = LockFile.take(file, call()).orElseThrow();
        held.write(new byte[] {1});

        assertThat(LockFile.take(file, call())).isEmpty();
        assertThat(LockFile.content(file)).isEmpty();

        held.close();
        assertThat(LockFile.content(file))
                .hasValueSatisfying(content -> assertThat(content).containsExactly(1));
        LockFile.take(file, call()).orElseThrow().close();
    }

    private void damage(String content) throws IOException {
        Files.deleteIfExists(files.endpoint());
        Files.createFile(files.endpoint(), AgentFiles.privateFile());
        Files.writeString(files.endpoint(), content);
    }

    private AgentOwner owner() throws IOException {
        return AgentOwner.living(files).orElseThrow();
    }

    private String describe() {
        try (AgentBackend client = AgentBackend.starting(directory, FakeAgent.command(directory, "good"))) {
            return client.describe(call()).type();
        }
    }

    private static void saysWhatToDo(ThrowingCallable call, long pid, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(why)
                .hasMessageContaining("pid " + pid)
                .hasMessageContaining("'berth agent stop' ends it")
                .hasMessageContaining("workloads run on");
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(Background.PATIENCE_SECONDS));
    }
}
