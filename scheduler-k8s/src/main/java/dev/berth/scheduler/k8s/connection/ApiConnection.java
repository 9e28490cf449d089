package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one API server. Every request ends by its call's deadline, when the call is cancelled or the thread
 * interrupted. A write is sent again only when the server said that it was not carried out. Thread-safe.
 */
public final class ApiConnection implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    /** For the head of a stream, which comes at once, of a call without deadline. */
    private static final Duration OPENING = Duration.ofSeconds(60);

    private final Access access;
    private final ExecutorService threads = Threads.pool("berth-kubernetes");
    private final Set<LineFeed<?>> feeds = ConcurrentHashMap.newKeySet();
    private @Nullable Session session;
    private boolean closed;

    /** Looks for the way, and connects, with the first request only. */
    public ApiConnection(Access access) {
        this.access = access;
    }

    /** Where the server is. */
    public URI server() {
        return session().server();
    }

    /**
     * Sends a request and makes something of a good answer.
     *
     * @throws ApiRefusalException when the answer is none of success
     */
    public <T> T ask(ApiRequest request, BodyReader<T> reader, Call call) throws ApiRefusalException {
        return round(request, call, anew -> new Exchange(session(), request, call).whole(anew, reader));
    }

    /**
     * Opens an answer that goes on and on, until it is closed, the call is cancelled or its deadline has passed.
     *
     * @throws ApiRefusalException when the answer is none of success
     */
    public <T> Feed<T> open(ApiRequest request, LineReader<T> reader, Call call) throws ApiRefusalException {
        return round(request, call, anew -> {
            Exchange exchange = new Exchange(session(), request, call);
            Duration left = call.remaining();
            AnswerBody body = exchange.open(anew, left.compareTo(OPENING) < 0 ? left : OPENING);
            LineFeed<T> feed = new LineFeed<>(exchange, body, reader, feeds::remove);
            feeds.add(feed);
            return feed;
        });
    }

    private <T> T round(ApiRequest request, Call call, Asking<T> asking) throws ApiRefusalException {
        Patience patience = new Patience(call);
        boolean anew = false;
        while (true) {
            call.check(request.toString(), Effect.NONE);
            try {
                return asking.ask(anew);
            } catch (ExchangeException e) {
                if (request.isWrite() || !e.mayGoAgain() || !patience.afterUnreached()) {
                    throw e.failure();
                }
            } catch (ApiRefusalException e) {
                boolean stale = e.status() == UNAUTHORIZED && !anew && session().hasToken();
                if (!stale && !isToWait(e, patience)) {
                    throw e;
                }
                anew = stale;
            }
        }
    }

    /** Too many requests: this one was not carried out. A budget that forbids an eviction is no matter of seconds. */
    private static boolean isToWait(ApiRefusalException refusal, Patience patience) {
        return refusal.status() == TOO_MANY
                && !refusal.words().isCausedBy("DisruptionBudget")
                && refusal.retryAfter().map(patience::afterRefusal).orElse(false);
    }

    private synchronized Session session() {
        if (closed) {
            throw ContactException.unavailable("the connection to the cluster is closed", Effect.NONE, null);
        }
        Session current = session;
        if (current == null) {
            current = Session.open(access.identity(), threads);
            session = current;
        }
        return current;
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        Session current;
        synchronized (this) {
            closed = true;
            current = session;
            session = null;
        }
        feeds.forEach(LineFeed::close);
        if (current != null) {
            Threads.end(current.client());
        }
        Threads.end(threads);
    }

    private interface Asking<T> {
        T ask(boolean anew) throws ExchangeException, ApiRefusalException;
    }
}
