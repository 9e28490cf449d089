package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's log stays small. */
class AgentLogTest {
    @TempDir
    private Path directory;

    @Test
    void aFullLogIsPutAsideAndTheOneBeforeItForgotten() throws IOException {
        Path file = directory.resolve("agent.log");
        byte[] line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
        try (AgentLog log = new AgentLog(file)) {
            for (int count = 0; count < 5000; count++) {
                log.write(line);
            }
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(AgentLog.FULL + line.length);
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("agent.log", "agent.log.1");
        }
    }

    @Test
    void theTailIsTheEndOfTheLog() throws IOException {
        Path file = directory.resolve("agent.log");
        Files.writeString(file, "first\n".repeat(1000) + "last\n");
        assertThat(AgentLog.tail(file)).endsWith("first\nlast").hasSizeLessThan(2001);
    }

    @Test
    void aLogThatIsNotThereHasATailThatSaysSo() {
        assertThat(AgentLog.tail(directory.resolve("none"))).contains("can't be read");
    }
}
