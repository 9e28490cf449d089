package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of real processes: bounded on disk, readable from any place, followed without polling. */
class LogFileTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path root;

    @Test
    void keepsTheDiskUsageOfOneGigabyteBoundedAndTheEndReadable() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch =
                    house.script("yes 0123456789012345678901234567890123456789 | head -c 1073741824; echo; echo end");
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));
            Path file = house.directory.log(launch.name().instance(), LogStream.OUT);
            awaitUsage(house, launch, file, 2 * ProcessHouse.LOG_BYTES);
            assertThat(Files.size(file)).isGreaterThan(1L << 30);
            LogFile log = house.launcher.log(launch.name().instance(), LogStream.OUT);
            assertThat(texts(log.tail(1).next())).containsExactly("end");
            List<String> kept = texts(log.read(0).next());
            assertThat(kept.get(0))
                    .matches("\\[berth\\] [0-9]+ bytes are missing here: of each log only the last part is kept");
            assertThat(kept.subList(1, kept.size())).isNotEmpty().allMatch(line -> line.length() == 40);
        }
    }

    @Test
    void nobodyElseReadsAnyFileOfAProcess() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("echo one; read x");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            LogCursor cursor =
                    house.launcher.log(launch.name().instance(), LogStream.OUT).read(0);
            assertThat(await(cursor)).containsExactly("one");
            house.listener.awaitEnd(launch.name());
            awaitItsTime(house.directory.index(house.directory.log(launch.name().instance(), LogStream.OUT)));
        }
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(LogFileTest::isForItsOwnerOnly)
                    .extracting(file -> file.getFileName().toString())
                    .contains("launcher.log", "demo.web-0-0.out", "demo.web-0-0.out.idx");
        }
    }

    private static void isForItsOwnerOnly(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as(file.toString())
                .isEqualTo("rw-------");
    }

    @Test
    void tailsTheLastLinesWithTheUnfinishedOneApart() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("for i in 1 2 3 4 5; do echo line $i; done; printf 'caf\\303\\251 \\377'");
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));
            LogFile log = house.launcher.log(launch.name().instance(), LogStream.OUT);
            LogCursor cursor = log.tail(3);
            assertThat(texts(cursor.next())).containsExactly("line 4", "line 5");
            assertThat(texts(cursor.rest())).containsExactly("café \uFFFD");
            assertThat(texts(log.tail(100).next())).hasSize(5).startsWith("line 1");
            assertThat(log.tail(0).next()).isEmpty();
        }
    }

    @Test
    void followsALogAsItGrows() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Path go = root.resolve("go");
            assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor())
                    .isZero();
            Launch launch = house.launch(Map.of(), "/bin/sh", "-c", "echo one; read x <" + go + "; echo two");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            LogCursor cursor =
                    house.launcher.log(launch.name().instance(), LogStream.OUT).read(0);
            assertThat(await(cursor)).containsExactly("one");
            Files.writeString(go, "x\n");
            assertThat(await(cursor)).containsExactly("two");
        }
    }

    @Test
    void givesTheLinesSinceATime() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Path go = root.resolve("go");
            assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor())
                    .isZero();
            Launch launch = house.launch(Map.of(), "/bin/sh", "-c", "echo old; read x <" + go + "; echo new");
            assertThat(house.launcher.start(List.of(launch))).isEmpty();
            LogFile log = house.launcher.log(launch.name().instance(), LogStream.OUT);
            LogCursor cursor = log.read(0);
            assertThat(await(cursor)).containsExactly("old");
            awaitItsTime(house.directory.index(house.directory.log(launch.name().instance(), LogStream.OUT)));
            Instant later = Instant.now().plusMillis(1);
            Files.writeString(go, "x\n");
            assertThat(await(cursor)).containsExactly("new");
            assertThat(texts(log.since(later).next())).containsExactly("new");
            assertThat(texts(log.since(Instant.EPOCH).next())).containsExactly("old", "new");
        }
    }

    @Test
    void takesNothingThatWasWrittenBehindWhereItIsToStop() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("echo one; echo two; printf three");
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));
            LogFile log = house.launcher.log(launch.name().instance(), LogStream.OUT);
            LogCursor cursor = log.read(0);
            cursor.stopAt(0);
            assertThat(cursor.next()).isEmpty();
            assertThat(cursor.rest()).isEmpty();
            cursor.stopAt(log.size());
            assertThat(texts(cursor.next())).containsExactly("one", "two");
            assertThat(texts(cursor.rest())).containsExactly("three");
        }
    }

    @Test
    void goesOnBehindWhatWasFreedWhileItWasRead() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("yes 0123456789 | head -c 1100000");
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));
            LogCursor cursor =
                    house.launcher.log(launch.name().instance(), LogStream.OUT).read(0);
            assertThat(cursor.next()).isNotEmpty();
            long read = cursor.position();
            Path file = house.directory.log(launch.name().instance(), LogStream.OUT);
            assertThat(new ProcessBuilder("fallocate", "-p", "-o", "0", "-l", "1048576", file.toString())
                            .start()
                            .waitFor())
                    .isZero();
            List<LogLine> lines = cursor.next();
            assertThat(lines.get(0).offset()).isBetween(1048576L, 1048576L + 11);
            assertThat(lines.get(0).text())
                    .startsWith("[berth] " + (lines.get(0).offset() - read) + " bytes");
            assertThat(texts(lines.subList(1, lines.size()))).isNotEmpty().containsOnly("0123456789");
        }
    }

    @Test
    void cutsAVeryLongLineInPieces() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = house.script("head -c 200000 /dev/zero | tr '\\0' x; echo; echo end");
            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));
            LogCursor cursor =
                    house.launcher.log(launch.name().instance(), LogStream.OUT).read(0);
            List<Integer> lengths = new ArrayList<>();
            for (var lines = cursor.next(); !lines.isEmpty(); lines = cursor.next()) {
                lines.forEach(line -> lengths.add(line.text().length()));
            }
            assertThat(lengths).containsExactly(65536, 65536, 65536, 200000 - 3 * 65536, 3);
        }
    }

    /** What was read may be noted a moment later. */
    private static void awaitItsTime(Path index) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (LogIndex.read(index).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static List<String> await(LogCursor cursor) throws Exception {
        List<LogLine> lines = cursor.next();
        while (lines.isEmpty()) {
            assertThat(cursor.await(LIMIT)).isTrue();
            lines = cursor.next();
        }
        return texts(lines);
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }

    /** Freeing blocks changes no size, but it is a change of the file, which wakes the waiting. */
    private static void awaitUsage(ProcessHouse house, Launch launch, Path file, long limit) throws Exception {
        LogCursor cursor =
                house.launcher.log(launch.name().instance(), LogStream.OUT).tail(1);
        while (usage(file) > limit) {
            cursor.next();
            assertThat(cursor.await(LIMIT) || usage(file) <= limit).isTrue();
        }
    }

    private static long usage(Path file) throws IOException {
        Process process = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(
                        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                .strip())
                * 512;
    }
}
