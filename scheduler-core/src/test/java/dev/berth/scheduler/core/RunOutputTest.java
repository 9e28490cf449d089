package dev.berth.scheduler.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunOutputTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> output = new ArrayList<>();

    @Test
    void eachStreamGoesOnWhereItWasWhateverTheOrder() throws InterruptedException {
        List<LogLine> early = List.of(out("a"), err("x"), out("a"));
        List<LogLine> kept = List.of(err("x"), err("y"), out("a"), out("a"), out("a"), out("b"));

        assertThat(given(early, kept)).containsExactly("a", "x", "a", "y", "a", "b");
    }

    @Test
    void ofALogThatWasCutAtItsBeginningTheLinesAfterTheLastGivenAreLeft() throws InterruptedException {
        List<LogLine> kept = new ArrayList<>(List.of(out("[berth] 1234 bytes are missing here")));
        kept.addAll(numbers(150, 210));

        assertThat(given(numbers(0, 200), kept))
                .containsExactlyElementsOf(
                        numbers(0, 210).stream().map(LogLine::text).toList());
    }

    @Test
    void ofALogOfWhichNothingGivenIsLeftAllIsGiven() throws InterruptedException {
        List<LogLine> kept = new ArrayList<>(List.of(out("[berth] 1234 bytes are missing here")));
        kept.addAll(numbers(300, 302));

        assertThat(given(numbers(0, 2), kept))
                .containsExactly("0", "1", "[berth] 1234 bytes are missing here", "300", "301");
    }

    /** What is given when {@code early} comes while it runs and {@code kept} is there in the end. */
    private List<String> given(List<LogLine> early, List<LogLine> kept) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(early.size());
        RunOutput lines = new RunOutput(line -> {
            output.add(line.text());
            all.countDown();
        });
        lines.follow(() -> feed(early));
        assertThat(all.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        lines.stop();
        lines.finish(feed(kept), LIMIT);
        return output;
    }

    private static List<LogLine> numbers(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> out(Integer.toString(number)))
                .toList();
    }

    private static LogLine out(String text) {
        return line(LogLine.Stream.STDOUT, text);
    }

    private static LogLine err(String text) {
        return line(LogLine.Stream.STDERR, text);
    }

    private static LogLine line(LogLine.Stream stream, String text) {
        return new LogLine(new InstanceId(WorkloadId.of("demo", "web"), "1"), "main", stream, Optional.empty(), text);
    }

    private static Feed<LogLine> feed(List<LogLine> lines) {
        Iterator<LogLine> left = lines.iterator();
        return new Feed<>() {
            @Override
            public Optional<LogLine> poll(Duration timeout) {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public boolean ended() {
                return !left.hasNext();
            }

            @Override
            public void close() {}
        };
    }
}
