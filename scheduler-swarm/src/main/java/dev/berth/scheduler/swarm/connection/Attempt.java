package dev.berth.scheduler.swarm.connection;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A request to one manager, within a limit. */
final class Attempt {
    private final Workers workers;
    private final Lanes lanes;
    private final URI host;
    private final Call call;

    Attempt(Workers workers, Lanes lanes, URI host, Call call) {
        this.workers = workers;
        this.lanes = lanes;
        this.host = host;
        this.call = call;
    }

    <T> T whole(EngineRequest request, String path, Duration limit, Exchange.AnswerReader<T> reader)
            throws AttemptException, EngineRefusalException {
        Exchange exchange = new Exchange(lanes.take(request.isWrite()), request, path);
        try {
            return within(exchange, limit, () -> exchange.whole(reader));
        } finally {
            leave(exchange);
        }
    }

    /** An answer that goes on and on; its connection is given back to nobody. */
    Streamed stream(EngineRequest request, String path, Duration limit)
            throws AttemptException, EngineRefusalException {
        Exchange exchange = new Exchange(lanes.take(false), request, path);
        boolean opened = false;
        try {
            Streamed stream = within(exchange, limit, () -> new Streamed(exchange.lane(), exchange.open()));
            lanes.stream(exchange.lane());
            opened = true;
            return stream;
        } finally {
            if (!opened) {
                leave(exchange);
            }
        }
    }

    private void leave(Exchange exchange) {
        if (exchange.isReusable()) {
            lanes.giveBack(exchange.lane());
        } else {
            exchange.body().withdraw();
            workers.discard(exchange.lane());
        }
    }

    private <T> T within(Exchange exchange, Duration limit, Callable<T> work)
            throws AttemptException, EngineRefusalException {
        try {
            return workers.run(work, limit, call);
        } catch (ExecutionException e) {
            throw broken(exchange, e.getCause());
        } catch (TimeoutException e) {
            throw late(exchange);
        } catch (CancellationException e) {
            throw cancelled(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(exchange);
        }
    }

    private AttemptException broken(Exchange exchange, @Nullable Throwable cause) throws EngineRefusalException {
        if (cause instanceof EngineRefusalException refusal) {
            throw refusal;
        }
        if (cause instanceof IOException failure) {
            return Failures.of(exchange, host, failure);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new BackendException(
                exchange.request() + " at " + host + " failed: " + cause, effect(exchange), "", cause);
    }

    private AttemptException late(Exchange exchange) {
        return new AttemptException(
                call.isOver() ? AttemptException.Next.NONE : AttemptException.Next.OTHER_MANAGER,
                ContactException.timeout(
                        exchange.request() + " at " + host + " was not answered in time", effect(exchange)));
    }

    private AttemptException cancelled(Exchange exchange) {
        return new AttemptException(
                AttemptException.Next.NONE,
                ContactException.cancelled(exchange.request() + " at " + host + " was cancelled", effect(exchange)));
    }

    private static Effect effect(Exchange exchange) {
        boolean begun = exchange.body().withdraw();
        return begun && exchange.request().isWrite() ? Effect.UNKNOWN : Effect.NONE;
    }

    /**
     * An answer being read.
     *
     * @param lane whose closing ends it
     */
    record Streamed(Lane lane, Response response) {}
}
