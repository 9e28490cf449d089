package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, sent once, and its answer, read by the thread that wants it. */
final class Exchange {
    /** A Status is a few sentences; one of a spec with many mistakes has as many. */
    private static final int LONGEST_REFUSAL = 1 << 20;

    private static final int FIRST_GOOD = 200;
    private static final int FIRST_REFUSED = 300;
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Session session;
    private final ApiRequest request;
    private final Call call;
    private final ServerTime time;
    private final RequestBody body;
    private final AnswerBody answer;
    private final Runnable closing;

    Exchange(Session session, ApiRequest request, Call call, ServerTime time) {
        this.session = session;
        this.request = request;
        this.call = call;
        this.time = time;
        this.body = new RequestBody(request.body());
        this.answer = new AnswerBody(call::remaining);
        this.closing = answer::close;
    }

    ApiRequest request() {
        return request;
    }

    Session session() {
        return session;
    }

    Call call() {
        return call;
    }

    /** Whether its document may have been sent; none of it will be from now on. */
    boolean isBegun() {
        return body.withdraw();
    }

    /**
     * Sends it and waits for the head of a good answer, whose body the caller closes with {@link #leave}.
     *
     * @param limit no longer than the call
     */
    AnswerBody open(Duration limit) throws ExchangeException, ApiRefusalException {
        CompletableFuture<HttpResponse<AnswerBody>> sent =
                session.client().sendAsync(session.request(request, body), info -> answer);
        try {
            return good(Waiting.on(sent, limit, call));
        } catch (ExecutionException e) {
            throw Failures.of(this, false, e.getCause());
        } catch (TimeoutException e) {
            throw ExchangeException.last(ContactException.timeout(this + " was not answered in time", effect()));
        } catch (CancellationException e) {
            throw ExchangeException.last(ContactException.cancelled(this + " was cancelled", effect()));
        } finally {
            sent.cancel(true);
        }
    }

    Effect effect() {
        return isBegun() && request.isWrite() ? Effect.UNKNOWN : Effect.NONE;
    }

    private AnswerBody good(HttpResponse<AnswerBody> response) throws ExchangeException, ApiRefusalException {
        call.onCancel(closing);
        int status = response.statusCode();
        if (status >= FIRST_GOOD && status < FIRST_REFUSED) {
            // A refusal may be that of somebody in between, who has another clock.
            time.told(response.headers().firstValue("Date"), Instant.now());
            return answer;
        }
        Optional<Duration> retryAfter =
                response.headers().firstValue("Retry-After").flatMap(RetryAfter::read);
        try {
            byte[] words = answer.readNBytes(LONGEST_REFUSAL);
            throw new ApiRefusalException(status, StatusObject.read(words), retryAfter);
        } catch (IOException e) {
            throw Failures.of(this, true, e);
        } finally {
            leave();
        }
    }

    /** Sends it and makes something of the whole answer. */
    <T> T whole(BodyReader<T> reader) throws ExchangeException, ApiRefusalException {
        try {
            AnswerBody stream = open(call.remaining());
            T value = reader.read(new Unclosed(stream));
            finish(stream);
            return value;
        } catch (IOException e) {
            throw Failures.of(this, true, e);
        } finally {
            leave();
        }
    }

    /** A write is carried out when its status has come, so that what follows may be lost. */
    private void finish(AnswerBody stream) throws IOException {
        byte[] rest = new byte[1024];
        try {
            while (!stream.isRead() && stream.read(rest, 0, rest.length) >= 0) {
                // What is left: a newline, mostly.
            }
        } catch (IOException e) {
            if (!request.isWrite()) {
                throw e;
            }
            LOG.debug("{} was done, and the rest of the answer is lost", request, e);
        }
    }

    /** Gives the connection back when all was read, and closes it otherwise. */
    void leave() {
        call.forget(closing);
        answer.close();
    }

    @Override
    public String toString() {
        return request + " at " + session.server();
    }

    /** Left open by readers, most of which close what they have read: its end may still be to come. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(AnswerBody body) {
            super(body);
        }

        @Override
        public void close() {
            // The exchange does.
        }
    }
}
