package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Requests to the managers of one swarm: to the first of them that can serve, for as long as it can. Every request ends by
 * its call's deadline, when the call is cancelled or the thread interrupted. A write goes to another manager only when it
 * is certain that nothing has come of it. Thread-safe.
 */
public final class EngineConnection implements AutoCloseable {
    /** A worker opens streams too, and never tells anything. */
    private static final EngineRequest MANAGERS_ONLY = EngineRequest.get("/swarm");

    private final Workers workers;
    private final Managers managers;
    private final Greeter greeter;

    /** Connects with the first request only. */
    public EngineConnection(List<URI> hosts, Optional<TlsFiles> tls) {
        this.workers = new Workers("berth-swarm");
        this.managers = new Managers(hosts);
        this.greeter = new Greeter(workers, managers, tls);
    }

    /** Who answers, and in which version. */
    public EngineInfo info(Call call) {
        Session session = session(new Round(managers.order()), call);
        return new EngineInfo(session.engineVersion(), session.version());
    }

    /**
     * Sends a request and makes something of a good answer.
     *
     * @throws EngineRefusalException when the answer is none of success
     */
    public <T> T ask(EngineRequest request, BodyReader<T> reader, Call call) throws EngineRefusalException {
        return round(call, session -> whole(session, request, reader, call));
    }

    private <T> T whole(Session session, EngineRequest request, BodyReader<T> reader, Call call)
            throws AttemptException, EngineRefusalException {
        T value = attempt(session, call)
                .whole(request, path(session, request), call.remaining(), (head, body) -> reader.read(body));
        session.manages().set(true);
        return value;
    }

    /**
     * Opens an answer that goes on and on, until it is closed, the call is cancelled or its deadline has passed.
     *
     * @throws EngineRefusalException when the answer is none of success
     */
    public <T> Feed<T> open(EngineRequest request, StreamReader<T> reader, Call call) throws EngineRefusalException {
        Attempt.Streamed stream = round(call, session -> {
            if (!session.manages().get()) {
                whole(session, MANAGERS_ONLY, body -> true, call);
            }
            return attempt(session, call).stream(request, path(session, request), call.remaining());
        });
        return StreamFeed.begin(request.toString(), stream, reader, workers, call);
    }

    private <T> T round(Call call, Asking<T> asking) throws EngineRefusalException {
        Round round = new Round(managers.order());
        while (true) {
            Session session = session(round, call);
            try {
                return asking.ask(session);
            } catch (AttemptException e) {
                failed(round, session, e);
            } catch (EngineRefusalException e) {
                refused(round, session, e);
            }
        }
    }

    private void failed(Round round, Session session, AttemptException e) {
        if (e.failure().code() != ErrorCode.CANCELLED && e.failure().code() != ErrorCode.BACKEND) {
            managers.leave(session);
        }
        switch (e.next()) {
            case NONE -> throw e.failure();
            case OTHER_MANAGER -> round.failed(session.host(), e.failure());
            case SAME_MANAGER -> {
                if (!round.again(session.host())) {
                    round.failed(session.host(), e.failure());
                }
            }
        }
    }

    private void refused(Round round, Session session, EngineRefusalException e) throws EngineRefusalException {
        if (e.isOtherVersion() && round.again(session.host())) {
            greeter.learn(session.host(), e.words());
            managers.greetAgain(session);
        } else if (e.isNoManager()) {
            managers.leave(session);
            round.failed(
                    session.host(),
                    ContactException.unavailable(
                            session.host() + " can't serve: " + Words.shown(e.words()), Effect.NONE, e));
        } else {
            throw e;
        }
    }

    /** The manager that is spoken to, or the next that answers a greeting. */
    private Session session(Round round, Call call) {
        Optional<Session> current = managers.current();
        if (current.isPresent() && round.isUntried(current.get().host())) {
            return current.get();
        }
        for (URI host = round.next(); host != null; host = round.next()) {
            call.check("connecting to " + host, Effect.NONE);
            try {
                return managers.choose(greeter.greet(host, round.hasOthers(), call));
            } catch (AttemptException e) {
                if (e.next() == AttemptException.Next.NONE) {
                    throw e.failure();
                }
                round.failed(host, e.failure());
            }
        }
        throw round.failure();
    }

    private Attempt attempt(Session session, Call call) {
        return new Attempt(workers, session.lanes(), session.host(), call);
    }

    private static String path(Session session, EngineRequest request) {
        return "/v" + session.version() + request.path();
    }

    /** Idle ones included. */
    int openConnections() {
        return workers.open().size();
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        workers.close();
    }

    private interface Asking<T> {
        T ask(Session session) throws AttemptException, EngineRefusalException;
    }
}
