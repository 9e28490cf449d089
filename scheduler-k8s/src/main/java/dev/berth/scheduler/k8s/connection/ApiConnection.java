package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Requests to one API server. Every request ends by its call's deadline, when the call is cancelled or the thread
 * interrupted. A write is sent again only when the server said that it was not carried out, as it also does when it no longer
 * knows us: then we look once who we are now. Thread-safe.
 */
public final class ApiConnection implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    /** For the head of a stream, which comes at once, of a call without deadline. */
    private static final Duration OPENING = Duration.ofSeconds(60);

    private final ExecutorService threads = Threads.pool("berth-kubernetes");
    private final ServerTime time = new ServerTime();
    private final Sessions sessions;
    private final Set<LineFeed<?>> feeds = ConcurrentHashMap.newKeySet();

    /** Looks for the way, and connects, with the first request only. */
    public ApiConnection(Access access) {
        this.sessions = new Sessions(access, threads);
    }

    /**
     * Sends a request and makes something of a good answer.
     *
     * @throws ApiRefusalException when the answer is none of success
     */
    public <T> T ask(ApiRequest request, BodyReader<T> reader, Call call) throws ApiRefusalException {
        return round(request, call, session -> new Exchange(session, request, call, time).whole(reader));
    }

    /**
     * Opens an answer that goes on and on, until it is closed, the call is cancelled or its deadline has passed.
     *
     * @throws ApiRefusalException when the answer is none of success
     */
    public <T> Feed<T> open(ApiRequest request, LineReader<T> reader, Call call) throws ApiRefusalException {
        return round(request, call, session -> {
            Exchange exchange = new Exchange(session, request, call, time);
            Duration left = call.remaining();
            AnswerBody body = exchange.open(left.compareTo(OPENING) < 0 ? left : OPENING);
            LineFeed<T> feed = new LineFeed<>(exchange, body, reader, feeds::remove);
            feeds.add(feed);
            return feed;
        });
    }

    /** By how much the server's clock is ahead of the one here, to a second; nothing until an answer tells. */
    public Duration ahead() {
        return time.ahead();
    }

    private <T> T round(ApiRequest request, Call call, Asking<T> asking) throws ApiRefusalException {
        Patience patience = new Patience(call);
        boolean renewed = false;
        while (true) {
            call.check(request.toString(), Effect.NONE);
            Session session = sessions.get(call);
            try {
                return asking.ask(session);
            } catch (ExchangeException e) {
                if (request.isWrite() || !e.mayGoAgain() || !patience.afterUnreached()) {
                    throw e.failure();
                }
            } catch (ApiRefusalException e) {
                if (e.status() == UNAUTHORIZED && !renewed) {
                    sessions.drop(session);
                    renewed = true;
                } else if (!isToWait(e, patience)) {
                    throw e;
                }
            }
        }
    }

    /** Too many requests: this one was not carried out. A budget that forbids an eviction is no matter of seconds. */
    private static boolean isToWait(ApiRefusalException refusal, Patience patience) {
        return refusal.status() == TOO_MANY
                && !refusal.words().isCausedBy("DisruptionBudget")
                && refusal.retryAfter().map(patience::afterRefusal).orElse(false);
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        Optional<Session> last = sessions.close();
        feeds.forEach(LineFeed::close);
        last.ifPresent(Session::end);
        Threads.end(threads);
    }

    private interface Asking<T> {
        T ask(Session session) throws ExchangeException, ApiRefusalException;
    }
}
