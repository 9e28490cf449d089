package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.Protocol;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of a state directory, in this process. Serves until it is told to stop; workloads go on after it. */
public final class AgentProcess {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);
    private static final int TOKEN_BYTES = 32;

    /** How long an agent that is stopping may take to let go of its directory. */
    private static final Duration PREDECESSOR = Duration.ofSeconds(10);

    private final AgentFiles files;
    private final Duration patience;
    private final AgentHost host;
    private final CountDownLatch stop = new CountDownLatch(1);

    public AgentProcess(Path stateDirectory, AgentHost host) {
        this(stateDirectory, PREDECESSOR, host);
    }

    AgentProcess(Path stateDirectory, Duration patience, AgentHost host) {
        this.files = new AgentFiles(stateDirectory);
        this.patience = patience;
        this.host = host;
    }

    /**
     * Is an agent in the background, started by an {@link AgentLauncher}: logs to the state directory, and ends when
     * the process gets SIGTERM or SIGINT.
     *
     * @return the exit code
     */
    public static int background(Path stateDirectory, AgentHost host) {
        try {
            AgentFiles files = new AgentFiles(stateDirectory);
            files.prepare();
            System.setErr(new PrintStream(new AgentLog(files.log()), true, StandardCharsets.UTF_8));
            AgentProcess agent = new AgentProcess(stateDirectory, host);
            StopSignal.whileRunning(agent::stop, () -> agent.run(Announcement::ready));
            return 0;
        } catch (SchedulerException e) {
            LOG.error("the agent can't go on", e);
            Announcement.failed(e);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("the agent can't go on", e);
            Announcement.failed(new BackendException("the agent can't start: " + e, Effect.NONE, "", e));
        }
        return 1;
    }

    /** Is an agent in the foreground: like {@link #run}, and ends when the process gets SIGTERM or SIGINT. */
    public void runUntilSignal(Runnable ready) {
        StopSignal.whileRunning(this::stop, () -> run(ready));
    }

    /**
     * Serves until {@link #stop}.
     *
     * @param ready told once calls are answered
     * @throws ConflictException when another agent has the state directory
     */
    public void run(Runnable ready) {
        try {
            files.prepare();
            LockFile lock =
                    LockFile.take(files.agentLock(), Call.within(patience)).orElseThrow(this::held);
            try {
                lock.write(self().content());
                serve(ready);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw ContactException.unavailable(
                    "can't use the state directory (=" + files.directory() + "): " + e, Effect.NONE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("the agent was interrupted", Effect.NONE);
        }
    }

    /** Ends {@link #run}. */
    public void stop() {
        stop.countDown();
    }

    private ConflictException held() {
        Optional<AgentOwner> other = new RunningAgent(files).living();
        return new ConflictException("the state directory (=" + files.directory() + ") is held by "
                + other.map(AgentOwner::describe).orElse("another agent")
                + "; 'berth agent stop' ends it, workloads run on");
    }

    private void serve(Runnable ready) throws IOException, InterruptedException {
        EndpointFile file = new EndpointFile(files);
        clearAway(file);
        try (HostedBackend hosted = host.open(files.directory())) {
            serve(hosted, file, ready);
        }
        LOG.info("stopped; workloads run on");
    }

    /** Whoever holds the lock is alone: what is still here is a dead agent's. */
    private void clearAway(EndpointFile file) throws IOException {
        try {
            Optional<AgentEndpoint> predecessor = file.read();
            if (predecessor.isPresent()) {
                LOG.info(
                        "an earlier agent (pid {}) did not end by itself",
                        predecessor.get().pid());
                files.removeSocket(predecessor.get().socket());
                file.delete();
            }
        } catch (DamagedFile e) {
            LOG.warn("{}, a dead agent's: it is replaced", e.getMessage());
            file.delete();
        }
    }

    private void serve(HostedBackend hosted, EndpointFile file, Runnable ready)
            throws IOException, InterruptedException {
        AgentEndpoint endpoint = endpoint();
        String token = endpoint.hello().token();
        try (AgentServer server =
                AgentServer.start(endpoint.socket(), token, hosted.backend(), hosted.agentSettings())) {
            try {
                file.write(endpoint);
                LOG.info("serving {}: pid {}, {}", files.directory(), endpoint.pid(), endpoint.hello());
                ready.run();
                stop.await();
                LOG.info("stopping, with {} calls under way", server.connections());
            } finally {
                // First nobody finds it, then nobody reaches it, then those are ended who do.
                file.delete();
                files.removeSocket(endpoint.socket());
            }
        }
    }

    private AgentEndpoint endpoint() throws IOException {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return new AgentEndpoint(
                files.newSocket(),
                self().pid(),
                self().mark(),
                Hello.ours(HexFormat.of().formatHex(token)));
    }

    private static AgentOwner self() throws IOException {
        long pid = ProcessHandle.current().pid();
        return new AgentOwner(pid, ProcessMark.of(pid).orElse("unknown"), Protocol.product());
    }
}
