package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent's life, in a process of its own. */
class AgentLifecycleTest {
    private static final Duration LONG = Duration.ofSeconds(Background.PATIENCE_SECONDS);

    @TempDir
    private Path temporary;

    private Path directory;
    private AgentControl control;

    @BeforeEach
    void nameTheDirectory() {
        directory = temporary.resolve("state");
        control = new AgentControl(directory);
    }

    @AfterEach
    void endTheAgent() throws Exception {
        if (Files.isDirectory(directory)
                && new RunningAgent(new AgentFiles(directory)).written().isPresent()) {
            kill("-KILL");
        }
    }

    private static Call call() {
        return Call.within(LONG);
    }

    private AgentBackend client() {
        return AgentBackend.starting(directory, FakeAgent.command(directory, "good"));
    }

    private AgentEndpoint endpoint() {
        return new RunningAgent(new AgentFiles(directory)).find(call());
    }

    /** Sends the agent a signal; after a KILL it is gone, after a STOP it does nothing any more. */
    private void kill(String signal) throws Exception {
        AgentEndpoint agent = endpoint();
        if (agent.isAlive()) {
            ProcessHandle process = ProcessHandle.of(agent.pid()).orElseThrow();
            new ProcessBuilder("kill", signal, Long.toString(agent.pid()))
                    .start()
                    .waitFor();
            if (signal.equals("-KILL")) {
                process.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            while (signal.equals("-STOP") && !isStopped(agent.pid())) {
                Thread.onSpinWait();
            }
        }
    }

    /** Its threads stop one after the other. */
    private static boolean isStopped(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.allMatch(AgentLifecycleTest::isStoppedOrGone);
        }
    }

    private static boolean isStoppedOrGone(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
        } catch (IOException e) {
            // It ended meanwhile.
            return true;
        }
    }

    @Test
    void theFirstCallStartsTheAgentAndTheNextFindsIt() throws IOException {
        try (AgentBackend client = client()) {
            assertThat(client.describe(call()).type()).isEqualTo("fake");
            assertThat(client.describe(call()).type()).isEqualTo("fake");
        }
        assertThat(FakeAgent.count(directory, "opened")).isEqualTo(1);
    }

    @Test
    void statusSaysHowTheAgentIsDoing() {
        assertThat(control.status(call())).isEmpty();
        try (AgentBackend client = client()) {
            client.createIfAbsent(new StoredRecord(new RecordKey(WorkloadId.parse("a/b"), 1), Map.of(), ""), call());
        }
        AgentStatus status = control.status(call()).orElseThrow();
        assertThat(status.pid()).isEqualTo(endpoint().pid());
        assertThat(status.workloads()).isEqualTo(1);
        assertThat(status.residentBytes()).isBetween(10L << 20, 150L << 20);
        assertThat(status.uptime()).isPositive();
    }

    @Test
    void stoppingClosesWhatTheAgentHostsAndLeavesNoEndpoint() throws IOException {
        new AgentLauncher(directory, FakeAgent.command(directory, "good")).ensureRunning(call());
        Path socket = endpoint().socket();
        assertThat(control.stop(call())).isTrue();
        assertThat(FakeAgent.count(directory, "controller closed")).isEqualTo(1);
        assertThat(directory.resolve("agent.json")).doesNotExist();
        assertThat(socket).doesNotExist();
        assertThat(control.stop(call())).isFalse();
    }

    @Test
    void afterAKillTheNextReadStartsAnother() throws Exception {
        try (AgentBackend client = client()) {
            client.describe(call());
            long first = endpoint().pid();
            kill("-KILL");
            assertThat(client.describe(call()).type()).isEqualTo("fake");
            assertThat(endpoint().pid()).isNotEqualTo(first);
        }
    }

    @Test
    void aWriteThatCouldNotBeSentGoesToTheNextAgent() throws Exception {
        try (AgentBackend client = client()) {
            client.describe(call());
            kill("-KILL");
            StoredRecord record = new StoredRecord(new RecordKey(WorkloadId.parse("a/b"), 1), Map.of(), "");
            assertThat(client.createIfAbsent(record, call())).isTrue();
        }
    }

    @Test
    void aKilledAgentsPidInAnotherProcessIsNotTakenForTheAgent() throws Exception {
        AgentFiles files = new AgentFiles(directory);
        files.prepare();
        new EndpointFile(files)
                .write(new AgentEndpoint(
                        directory.resolve("agent.sock"), ProcessHandle.current().pid(), "tick:1@x", Hello.ours("t")));
        assertThat(control.status(call())).isEmpty();
        assertThat(control.stop(call())).isFalse();
        try (AgentBackend client = client()) {
            assertThat(client.describe(call()).type()).isEqualTo("fake");
        }
    }

    @Test
    void aFrozenAgentTimesOutAndServesAgainOnceItGoesOn() throws Exception {
        try (AgentBackend client = client()) {
            client.describe(call());
            kill("-STOP");
            try {
                assertThatThrownBy(() -> client.describe(Call.within(Duration.ofMillis(200))))
                        .isInstanceOfSatisfying(
                                ContactException.class,
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT));
            } finally {
                kill("-CONT");
            }
            assertThat(client.describe(call()).type()).isEqualTo("fake");
        }
    }

    @Test
    void aFrozenAgentThatDoesNotStopIsNamedWithWhatEndsIt() throws Exception {
        new AgentLauncher(directory, FakeAgent.command(directory, "good")).ensureRunning(call());
        kill("-STOP");
        assertThatThrownBy(() -> control.stop(Call.within(Duration.ofMillis(200))))
                .hasMessageContaining("did not end when asked to")
                .hasMessageContaining("kill -9 " + endpoint().pid());
        kill("-KILL");
    }

    @Test
    void anAgentKilledWhileItIsObservedEndsTheObserver() throws Throwable {
        try (AgentBackend client = client()) {
            RecordingSink sink = new RecordingSink(true);
            Background<Boolean> observer = Background.run(() -> {
                client.observe(dev.berth.scheduler.spec.Selector.all(), sink, Call.untilCancelled());
                return true;
            });
            assertThat(sink.told.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("synced");
            kill("-KILL");
            assertThatThrownBy(observer::result)
                    .isInstanceOfSatisfying(
                            ContactException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    @Test
    void ofCommandsThatRaceOneStartsTheAgent() throws Exception {
        List<Process> callers = List.of(Caller.start(directory), Caller.start(directory), Caller.start(directory));
        for (Process caller : callers) {
            // Reading to the end also shows that the agent doesn't hold its starter's output open.
            assertThat(new String(caller.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("fake");
            assertThat(caller.waitFor()).isZero();
        }
        assertThat(FakeAgent.count(directory, "opened")).isEqualTo(1);
    }

    @Test
    void anAgentThatSomebodyElseIsStartingIsWaitedForAndUsed() throws Throwable {
        AgentFiles files = new AgentFiles(directory);
        files.prepare();
        Process slow = new ProcessBuilder(AgentCommandLine.of(FakeAgent.command(directory, "slow"), files))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        RunningAgent running = new RunningAgent(files);
        while (running.living().isEmpty()) {
            Thread.onSpinWait();
        }
        try (AgentBackend client = client()) {
            Background<String> type =
                    Background.run(() -> client.describe(call()).type());
            assertThatThrownBy(() -> running.find(call())).hasMessageContaining("it is starting");
            slow.getOutputStream().close();
            assertThat(type.result()).isEqualTo("fake");
        }
        assertThat(FakeAgent.count(directory, "opened")).isEqualTo(1);
        assertThat(slow.isAlive()).isTrue();
    }

    @Test
    void theAgentLivesInASessionOfItsOwn() throws Exception {
        new AgentLauncher(directory, FakeAgent.command(directory, "good")).ensureRunning(call());
        AgentEndpoint agent = endpoint();
        String stat = Files.readString(Path.of("/proc", Long.toString(agent.pid()), "stat"));
        String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
        assertThat(session).isEqualTo(Long.toString(agent.pid()));
    }

    @Test
    void whyAnAgentCannotStartIsTold() {
        AgentBackend client = AgentBackend.starting(directory, FakeAgent.command(directory, "conflict"));
        assertThatThrownBy(() -> client.describe(call()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the store is held by another process");
    }

    @Test
    void aBugThatKeepsAnAgentFromStartingIsToldAndLogged() throws IOException {
        AgentBackend client = AgentBackend.starting(directory, FakeAgent.command(directory, "bug"));
        assertThatThrownBy(() -> client.describe(call())).hasMessageContaining("a bug in opening");
    }

    @Test
    void anAgentThatDiesBeforeItIsReadyIsToldWithTheEndOfItsLog() {
        AgentBackend client = AgentBackend.starting(directory, FakeAgent.command(directory, "dies"));
        assertThatThrownBy(() -> client.describe(call()))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("agent.log");
    }

    @Test
    void aClassThatIsNoAgentIsToldWithWhatTheJvmSaid() {
        AgentBackend client = AgentBackend.starting(directory, new AgentCommand("no.such.Agent", List.of()));
        assertThatThrownBy(() -> client.describe(call())).hasMessageContaining("no.such.Agent");
    }

    @Test
    void aSecondAgentOfOneDirectoryIsRefusedByName() throws Exception {
        new AgentLauncher(directory, FakeAgent.command(directory, "good")).ensureRunning(call());
        AgentProcess second = new AgentProcess(directory, Duration.ofMillis(50), unused -> {
            throw new AssertionError("must not be opened");
        });
        assertThatThrownBy(() -> second.run(() -> {}))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("pid " + endpoint().pid())
                .hasMessageContaining("berth agent stop");
    }

    @Test
    void aDirectoryThatOthersMayWriteIsRefused() throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> client().describe(call()))
                .isInstanceOfSatisfying(
                        ContactException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED))
                .hasMessageContaining("chmod 700 " + directory);
    }

    @Test
    void anEndpointThatOthersMayReadIsRefused() throws IOException {
        AgentFiles files = new AgentFiles(directory);
        files.prepare();
        new EndpointFile(files).write(new AgentEndpoint(directory.resolve("s"), 1, "m", Hello.ours("t")));
        Files.setPosixFilePermissions(files.endpoint(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> client().describe(call())).hasMessageContaining("is open to other users");
        Files.delete(files.endpoint());
    }

    @Test
    void whatTheAgentMakesIsItsOwnersOnly() throws IOException {
        new AgentLauncher(directory, FakeAgent.command(directory, "good")).ensureRunning(call());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("agent.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(endpoint().socket())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("agent.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDirectoryTooDeepForASocketWorksAllTheSame() throws Exception {
        directory = temporary.resolve("d".repeat(120)).resolve("ü");
        control = new AgentControl(directory);
        Files.createDirectories(directory.getParent());
        try (AgentBackend client = client()) {
            assertThat(client.describe(call()).type()).isEqualTo("fake");
        }
        Path socket = endpoint().socket();
        assertThat(socket.getParent()).isNotEqualTo(directory);
        assertThat(control.stop(call())).isTrue();
        assertThat(socket.getParent()).doesNotExist();
    }
}
