package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Finds the agent of a state directory, and starts it in the background when it isn't there. Thread-safe. */
public final class AgentLauncher implements AgentSource {
    /** A file lock belongs to the whole process, so threads queue here. */
    private static final ReentrantLock ONE_START_PER_PROCESS = new ReentrantLock();

    /** How long an agent that somebody else started is waited for. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final AgentFiles files;
    private final RunningAgent running;
    private final Supplier<AgentCommand> command;

    public AgentLauncher(Path stateDirectory, AgentCommand command) {
        this(stateDirectory, () -> command);
    }

    /** Asks for the command only when an agent has to be started, which is seldom. */
    AgentLauncher(Path stateDirectory, Supplier<AgentCommand> command) {
        this.files = new AgentFiles(stateDirectory);
        this.running = new RunningAgent(files);
        this.command = command;
    }

    /**
     * Returns once an agent answers. Of several commands at once one starts it; the others wait for it.
     *
     * @throws dev.berth.scheduler.error.SchedulerException UNAVAILABLE when it can't be started, with its own reason or
     *     the end of its log; TIMEOUT when it doesn't answer in time; UNAUTHORIZED when the state directory is another
     *     user's
     */
    public void ensureRunning(Call call) {
        findAgain(call);
    }

    @Override
    public AgentEndpoint find(Call call) {
        Optional<AgentEndpoint> written = running.written();
        return written.isPresent() ? written.get() : findAgain(call);
    }

    @Override
    public AgentEndpoint findAgain(Call call) {
        if (!queue(call)) {
            throw notInTime(call);
        }
        try {
            files.prepare();
            LockFile starting = LockFile.take(files.startLock(), call).orElseThrow(() -> notInTime(call));
            try {
                return findOrStart(call);
            } finally {
                starting.close();
            }
        } catch (IOException e) {
            throw ContactException.unavailable(
                    "can't use the state directory (=" + files.directory() + "): " + e, Effect.NONE, e);
        } finally {
            ONE_START_PER_PROCESS.unlock();
        }
    }

    private static boolean queue(Call call) {
        try {
            return ONE_START_PER_PROCESS.tryLock(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("starting the agent was interrupted", Effect.NONE);
        }
    }

    private static RuntimeException notInTime(Call call) {
        call.check("starting the agent", Effect.NONE);
        return ContactException.unavailable("another command is starting the agent", Effect.NONE, null);
    }

    private AgentEndpoint findOrStart(Call call) throws IOException {
        Optional<AgentEndpoint> ready = ready(call).or(() -> awaited(call));
        if (ready.isPresent()) {
            return ready.get();
        }
        if (running.living().isPresent()) {
            return running.find(call);
        }
        try {
            new AgentStarter(files, command.get()).start(call);
        } catch (ConflictException e) {
            return awaited(call).orElseThrow(() -> e);
        }
        return running.find(call);
    }

    private Optional<AgentEndpoint> ready(Call call) {
        Optional<AgentEndpoint> written = running.written();
        if (written.isPresent() && !answers(written.get(), call)) {
            running.requireSocket(written.get());
            return Optional.empty();
        }
        return written;
    }

    /**
     * One that runs and can't be asked yet was started by somebody else, as {@code berth agent run} does: it is about to
     * serve. One that is stopping is about to go. Its file is looked for again and again, as nobody tells when it comes.
     */
    private Optional<AgentEndpoint> awaited(Call call) {
        Call limit = Call.within(LONGEST_START);
        CountDownLatch cancelled = new CountDownLatch(1);
        call.onCancel(cancelled::countDown);
        Optional<AgentEndpoint> ready = Optional.empty();
        while (ready.isEmpty() && running.living().isPresent() && !limit.isOver()) {
            call.check("waiting for the agent", Effect.NONE);
            pause(cancelled);
            ready = ready(call);
        }
        return ready;
    }

    private static void pause(CountDownLatch cancelled) {
        try {
            boolean unused = cancelled.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("waiting for the agent was interrupted", Effect.NONE);
        }
    }

    /** Its file and even its pid may be left over from an agent that was killed; only its answer counts. */
    private static boolean answers(AgentEndpoint agent, Call call) {
        ByteBuffer ping = Wire.frame(Wire.request(() -> AgentRequest.of("ping", call)));
        try (Conversation conversation = Conversation.open(agent, ping, Introduction.NONE, call, Effect.NONE)) {
            conversation.await(call);
            return true;
        } catch (BrokenConnection e) {
            return false;
        }
    }
}
