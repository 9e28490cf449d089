package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of real processes (rule LOG-1). */
class LogsTest {
    private static final LogQuery ALL = LogQuery.of(Selector.of(LocalLab.ID));

    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory.resolve("state"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void givesTheLinesOfEveryInstanceWithTheirStreams() throws Exception {
        complete(2, "echo out $BERTH_INSTANCE_INDEX; echo err >&2; printf 'no line feed'");
        List<LogLine> lines = read(ALL);
        assertThat(lines).hasSize(6);
        for (Instance instance : lab.instances()) {
            assertThat(lines)
                    .filteredOn(line -> line.instance().equals(instance.id()))
                    .extracting(line -> line.stream() + " " + line.text())
                    .containsExactlyInAnyOrder(
                            "STDOUT out " + instance.index().orElseThrow(), "STDERR err", "STDOUT no line feed");
        }
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.task()).isEqualTo("main");
            assertThat(line.at()).isPresent();
        });
    }

    @Test
    void readsFilesInPiecesAndNotForEachLine() throws Exception {
        complete(3, "i=0; while [ $i -lt 10000 ]; do echo $i; i=$((i + 1)); done");
        long before = reads();
        assertThat(read(ALL)).hasSize(30_000);
        assertThat(reads() - before).isLessThan(10_000);
    }

    /** How often this process has read from any file. */
    private static long reads() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("syscr: "))
                .mapToLong(line -> Long.parseLong(line.substring("syscr: ".length())))
                .sum();
    }

    @Test
    void tailMeansTheLastLinesOfEachInstance() throws Exception {
        complete(2, "i=0; while [ $i -lt 100 ]; do echo $i; i=$((i + 1)); done");
        List<LogLine> lines = read(ALL.tail(3));
        assertThat(lines).extracting(LogLine::text).containsExactlyInAnyOrder("97", "98", "99", "97", "98", "99");
        assertThat(read(ALL.tail(2).instance(lab.instances().get(1).id())))
                .extracting(LogLine::text)
                .containsExactly("98", "99");
        assertThat(read(ALL.tail(0))).isEmpty();
    }

    @Test
    void sinceLeavesOutWhatIsOlder() throws Exception {
        complete(1, "echo something");
        assertThat(read(ALL.since(Instant.now().minusSeconds(600)))).hasSize(1);
        assertThat(read(ALL.since(Instant.now().plusSeconds(600)))).isEmpty();
    }

    @Test
    void followsWhatIsYetToBeWrittenAndInstancesYetToCome() throws Exception {
        Path file = directory.resolve("go");
        lab.apply(LocalLab.shell(
                1, "echo one; while [ ! -e " + file + " ]; do sleep 0.05; done; echo two; exec sleep 1000"));
        lab.untilReady(1);
        try (Feed<LogLine> feed = lab.backend().logs(ALL.following(), Call.untilCancelled())) {
            assertThat(next(feed)).isEqualTo("one");
            FileWait.create(file);
            assertThat(next(feed)).isEqualTo("two");
            lab.scale(2);
            assertThat(List.of(next(feed), next(feed))).containsExactly("one", "two");
            assertThat(feed.ended()).isFalse();
        }
    }

    @Test
    void aCancelledCallEndsAFollower() throws Exception {
        Call call = Call.untilCancelled();
        try (Feed<LogLine> feed = lab.backend().logs(ALL.following(), call)) {
            assertThat(feed.poll(Duration.ofMillis(1))).isEmpty();
            call.cancel();
            assertThat(feed.poll(Duration.ofSeconds(30))).isEmpty();
            assertThat(feed.ended()).isTrue();
        }
    }

    @Test
    void theLogsOfTheLastInstancesStayAfterTheWorkloadIsRemovedAndNothingElse() throws Exception {
        lab.apply(LocalLab.shell(7, "echo here; exec sleep 1000"));
        lab.untilReady(7);
        try (Feed<LogLine> feed = lab.backend().logs(ALL.following(), Call.untilCancelled())) {
            for (int line = 0; line < 7; line++) {
                assertThat(next(feed)).isEqualTo("here");
            }
        }
        lab.remove();
        lab.untilGone();
        lab.backend()
                .records(LocalLab.ID, LocalLab.call())
                .forEach(record -> lab.backend().delete(record.key(), LocalLab.call()));
        assertThat(lab.backend().ids(Selector.all(), LocalLab.call())).isEmpty();
        assertThat(read(ALL)).hasSize(5).extracting(LogLine::text).containsOnly("here");
        try (Stream<Path> files = Files.list(directory.resolve("state/processes/events"))) {
            assertThat(files).isEmpty();
        }
    }

    /** Runs instances to their end. */
    private void complete(int count, String script) {
        lab.apply(LocalLab.shell(count, script)
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build()));
        lab.until(all ->
                all.size() == count && all.stream().allMatch(instance -> instance.state() == InstanceState.COMPLETED));
    }

    private List<LogLine> read(LogQuery query) throws InterruptedException {
        List<LogLine> lines = new ArrayList<>();
        try (Feed<LogLine> feed = lab.backend().logs(query, LocalLab.call())) {
            while (!feed.ended()) {
                feed.poll(Duration.ofSeconds(5)).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static String next(Feed<LogLine> feed) throws InterruptedException {
        Optional<LogLine> line = feed.poll(Duration.ofSeconds(20));
        return line.map(LogLine::text).orElse("(nothing)");
    }
}
