package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.FrameChannel;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireException;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's side of one call. While one thread carries it out, another listens: a closed connection cancels it. */
final class AgentConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);
    private static final Duration GREETING = Duration.ofSeconds(10);

    private final FrameChannel frames;
    private final String token;
    private final AgentSettings settings;
    private final AgentService service;
    private final Executor workers;
    private final Call life = Call.untilCancelled();
    private Optional<RefusedException> differing = Optional.empty();

    AgentConnection(FrameChannel frames, String token, AgentSettings settings, AgentService service, Executor workers) {
        this.frames = frames;
        this.token = token;
        this.settings = settings;
        this.service = service;
        this.workers = workers;
    }

    /** Serves until the call or the connection ends. */
    void serve() {
        try {
            WireObject request = greet();
            if (request != null) {
                Call call = AgentRequest.limits(request);
                life.onCancel(call::cancel);
                Reply reply = new Reply(frames, call);
                workers.execute(() -> work(request, reply, call));
                listen(reply);
            }
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("a connection ended", e);
        }
    }

    /** The request, or null when the caller was refused. */
    private @Nullable WireObject greet() throws IOException {
        Call limits = Call.within(GREETING);
        WireObject first = frames.read(limits);
        if (first == null) {
            return null;
        }
        Hello hello = Hello.CODEC.read(first);
        SchedulerException refusal = judge(hello);
        if (refusal != null) {
            refuse(refusal);
            return null;
        }
        differing = first.has(Introduction.SETTINGS)
                ? settings.refusal(new AgentSettings(first.textMap(Introduction.SETTINGS)))
                : Optional.empty();
        new Reply(frames, limits).welcome(differing);
        return frames.read(limits);
    }

    private @Nullable SchedulerException judge(Hello hello) {
        // Constant time: how long a wrong token takes to be refused says nothing about the right one.
        if (!MessageDigest.isEqual(bytes(token), bytes(hello.token()))) {
            return ContactException.unauthorized("the agent doesn't know this token");
        }
        Hello ours = Hello.ours("");
        return ours.understands(hello) ? null : Versions.refusal(ours, hello);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void listen(Reply reply) throws IOException {
        while (true) {
            WireObject answer = frames.read(life);
            if (answer == null) {
                return;
            }
            reply.answered(answer.flag("goOn"));
        }
    }

    private void work(WireObject request, Reply reply, Call call) {
        try {
            if (differing.isPresent() && AgentService.edits(request)) {
                refuse(differing.get());
            } else {
                service.serve(request, reply, call);
                reply.end();
            }
        } catch (SchedulerException e) {
            refuse(e);
        } catch (WireException e) {
            refuse(new BackendException("the agent: " + e.getMessage(), Effect.NONE, "", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(ContactException.cancelled("the agent was interrupted", Effect.UNKNOWN));
        } catch (IOException e) {
            LOG.debug("a caller went away", e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a call failed", e);
            refuse(new BackendException("the agent failed, its log says more: " + e, Effect.UNKNOWN, "", e));
        } finally {
            close();
        }
    }

    /** Refuses whoever calls. Reads the greeting first, as who is still at it when the connection ends hears no answer. */
    void turnAway(SchedulerException failure) {
        try {
            if (frames.read(Call.within(GREETING)) != null) {
                refuse(failure);
            }
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        }
    }

    /** Tells the caller why not; all that is lost when it is gone is that. */
    private void refuse(SchedulerException failure) {
        try {
            new Reply(frames, Call.within(GREETING)).fail(failure);
        } catch (IOException e) {
            LOG.debug("a caller went away before it was told: {}", failure.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            // Before the cancellation, whose failure would tell the caller that it had cancelled the call itself.
            frames.close();
        } catch (IOException e) {
            LOG.debug("can't close a connection", e);
        } finally {
            life.cancel();
        }
    }
}
