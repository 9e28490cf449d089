package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The session that requests go by: opened by the first that needs one, while others wait for it until their own deadlines.
 * Streams of one that was left go on by it. Thread-safe.
 */
final class Sessions {
    private final Access access;
    private final ExecutorService threads;
    private @Nullable Opening current;
    private boolean closed;

    Sessions(Access access, ExecutorService threads) {
        this.access = access;
        this.threads = threads;
    }

    /** One that is being opened, is open, or could not be: then it holds nothing. */
    private static final class Opening {
        private final CompletableFuture<Optional<Session>> session = new CompletableFuture<>();

        boolean isOver() {
            return session.getNow(Optional.empty()).filter(Session::isOver).isPresent();
        }
    }

    Session get(Call call) {
        while (true) {
            Opening mine = new Opening();
            Opening opening = joined(mine);
            Optional<Session> session = opening == mine ? Optional.of(open(mine, call)) : await(opening, call);
            if (session.isPresent()) {
                return session.get();
            }
        }
    }

    private synchronized Opening joined(Opening mine) {
        if (closed) {
            throw closed();
        }
        Opening there = current;
        if (there == null || there.isOver()) {
            current = mine;
            return mine;
        }
        return there;
    }

    private static ContactException closed() {
        return ContactException.unavailable("the connection to the cluster is closed", Effect.NONE, null);
    }

    private Session open(Opening opening, Call call) {
        Optional<Session> opened = Optional.empty();
        try {
            Session session = Session.open(access.identity(call), threads);
            opened = Optional.of(session);
            return session;
        } finally {
            if (opened.isEmpty()) {
                leave(opening);
            }
            opening.session.complete(opened);
        }
    }

    private synchronized void leave(Opening opening) {
        if (current == opening) {
            current = null;
        }
    }

    /** Empty when whoever opened it failed: that may be for his own deadline. */
    private static Optional<Session> await(Opening opening, Call call) {
        CompletableFuture<Optional<Session>> session = opening.session.copy();
        try {
            return Waiting.on(session, call.remaining(), call);
        } catch (TimeoutException | ExecutionException e) {
            throw ContactException.timeout("who we are was not told in time", Effect.NONE);
        } catch (CancellationException e) {
            throw ContactException.cancelled("waiting for who we are was cancelled", Effect.NONE);
        }
    }

    /** Has the next request open another one. */
    synchronized void drop(Session refused) {
        Opening there = current;
        if (there != null
                && there.session
                        .getNow(Optional.empty())
                        .filter(one -> one == refused)
                        .isPresent()) {
            current = null;
        }
    }

    /** Opens no more; answers the one that is open. */
    synchronized Optional<Session> close() {
        closed = true;
        Opening last = current;
        current = null;
        return last == null ? Optional.empty() : last.session.getNow(Optional.empty());
    }
}
