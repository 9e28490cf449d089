package dev.berth.scheduler.swarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final String PREFIX = "2026-11-21T10:20:13.968585682Z com.docker.swarm.node.id=n,"
            + "com.docker.swarm.service.id=s,com.docker.swarm.task.id=";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private LogReaderTest frame(int stream, String text) {
        return frame(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    private LogReaderTest frame(int stream, byte[] content) {
        log.writeBytes(ByteBuffer.allocate(8)
                .put((byte) stream)
                .putInt(4, content.length)
                .array());
        log.writeBytes(content);
        return this;
    }

    private LogReader reader() {
        return new LogReader(new ByteArrayInputStream(log.toByteArray()));
    }

    private static List<RawLogLine> all(LogReader reader) throws IOException {
        List<RawLogLine> lines = new ArrayList<>();
        for (Optional<RawLogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    @Test
    void readsWhatAnEngineSendsOfSeveralTasks() throws IOException {
        try (InputStream recorded = Recording.of("service.log")) {
            List<RawLogLine> lines = all(new LogReader(recorded));
            assertThat(lines).hasSize(12);
            assertThat(lines)
                    .filteredOn(line -> line.taskId().startsWith("cw0p"))
                    .extracting(RawLogLine::text)
                    .containsExactly("bad", "started ü", "\ufffdraw", "y".repeat(120));
            assertThat(lines.get(0))
                    .isEqualTo(new RawLogLine(
                            "cw0phzhyg7tyl1daheqsw3jgl",
                            "ipakzau1ftp05akka7vl5u83j",
                            Instant.parse("2026-11-21T10:20:13.968585682Z"),
                            true,
                            "bad"));
        }
    }

    @Test
    void joinsPiecesOfALineThoughThoseOfOthersComeBetween() throws IOException {
        frame(1, PREFIX + "a one ")
                .frame(1, PREFIX + "b other\n")
                .frame(2, PREFIX + "a error\n")
                .frame(1, PREFIX + "a two\n");
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("other", "error", "one two");
    }

    @Test
    void joinsACharacterThatWasCutInTwo() throws IOException {
        byte[] first = (PREFIX + "a ü").getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(first, first.length - 1);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes((PREFIX + "a ").getBytes(StandardCharsets.UTF_8));
        rest.write(first[first.length - 1]);
        rest.write('\n');
        frame(1, cut).frame(1, rest.toByteArray());
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("ü");
    }

    @Test
    void keepsEmptyLinesBlanksAndCarriageReturns() throws IOException {
        frame(1, PREFIX + "a \n").frame(1, PREFIX + "a   x \r\n");
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("", "  x \r");
    }

    @Test
    void tellsALineWithoutItsEndLast() throws IOException {
        frame(1, PREFIX + "a unfinished").frame(1, PREFIX + "b x\n");
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("x", "unfinished");
    }

    @Test
    void cutsALineThatNeverEnds() throws IOException {
        for (int i = 0; i < 100; i++) {
            frame(1, PREFIX + "a " + "x".repeat(16_384));
        }
        assertThat(all(reader()))
                .hasSize(2)
                .first()
                .satisfies(line -> assertThat(line.text()).hasSize(1 << 20));
    }

    @Test
    void failsWithTheWordsOfTheEngineOnceAllBeforeHasBeenTold() throws IOException {
        frame(1, PREFIX + "a x\n").frame(3, "Error grabbing logs: node n3 is not available\n");
        LogReader reader = reader();
        assertThat(reader.next()).get().extracting(RawLogLine::text).isEqualTo("x");
        assertThatThrownBy(reader::next)
                .isInstanceOf(IOException.class)
                .hasMessage("Error grabbing logs: node n3 is not available");
    }

    @Test
    void endsWellThoughTasksThatNeverHadANodeHaveNoLog() throws IOException {
        String words =
                "Error grabbing logs: rpc error: code = Unknown desc = warning: incomplete log stream. some logs could"
                        + " not be retrieved for the following reasons: task zgj0d4h has not been scheduled";
        frame(1, PREFIX + "a x\n").frame(3, words + ", task 5jmzt3x has not been scheduled\n");
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("x");
        log.reset();
        frame(3, words + ", node n3 is not available\n");
        assertThatThrownBy(() -> all(reader())).isInstanceOf(IOException.class);
    }

    @Test
    void failsWhereTheLogIsCut() {
        frame(1, PREFIX + "a x\n");
        byte[] whole = log.toByteArray();
        LogReader reader = new LogReader(new ByteArrayInputStream(whole, 0, whole.length - 3));
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void readsLinesOfATerminalWhichHasNoFrames() throws IOException {
        log.writeBytes((PREFIX + "a one\r\n" + PREFIX + "a two\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(all(reader())).extracting(RawLogLine::text).containsExactly("one", "two");
    }

    @Test
    void refusesFramesThatAreNone() {
        frame(1, PREFIX + "a x\n");
        log.writeBytes(new byte[] {1, 0, 0, 0, 127, 0, 0, 0});
        LogReader reader = reader();
        assertThatThrownBy(() -> all(reader)).isInstanceOf(UnexpectedAnswerException.class);
    }
}
