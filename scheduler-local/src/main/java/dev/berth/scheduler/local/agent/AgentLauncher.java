package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Finds the agent of a state directory, and starts it in the background when it isn't there. Thread-safe. */
public final class AgentLauncher implements AgentSource {
    /** A file lock belongs to the whole process, so threads queue here. */
    private static final ReentrantLock ONE_START_PER_PROCESS = new ReentrantLock();

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
        Optional<AgentEndpoint> written = running.written();
        if (written.isPresent() && answers(written.get(), call)) {
            return written.get();
        }
        written.ifPresent(running::requireSocket);
        new AgentStarter(files, command.get()).start(call);
        return running.find(call);
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
