package dev.berth.scheduler.swarm;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells a sink what there is and what changes. A manager tells of changes of services and nodes, but not of tasks: so tasks
 * are listed once a second, and services, configs and nodes after an event that speaks of them, no more often. A list alone
 * costs five requests; a watch one a second while nothing happens, and never more than one list of each kind a second.
 */
final class SwarmObserver {
    /** The look at the beginning has a limit of its own, as the watch may go on for ever; that of the call holds too. */
    private static final Duration LOOK_UP = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After so many looks all is listed anew, in case an event was lost. */
    private static final int LOOKS = 60;

    private final SwarmClient client;
    private final SwarmReader reader;
    private final SwarmStatusMapper mapper;
    private final SwarmLeases leases;

    SwarmObserver(SwarmClient client, SwarmReader reader, SwarmStatusMapper mapper, SwarmLeases leases) {
        this.client = client;
        this.reader = reader;
        this.mapper = mapper;
        this.leases = leases;
    }

    void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        SwarmView view = new SwarmView(client, reader, leases, selector);
        ToldFacts told = new ToldFacts(mapper);
        view.refresh(look(call));
        boolean controlled = view.isControlled();
        out.controller(controlled);
        tell(told.changes(view), out);
        view.release();
        if (out.synced()) {
            follow(view, told, controlled, out, call);
        }
    }

    private void follow(SwarmView view, ToldFacts told, boolean before, Sink out, Call call)
            throws InterruptedException {
        boolean controlled = before;
        try (Feed<EngineEvent> events = client.events(call)) {
            // What changed before the events began.
            view.noteAll();
            for (int looks = 1; !call.isCancelled(); looks++) {
                call.check("watching", Effect.NONE);
                view.refresh(look(call));
                long listed = System.nanoTime();
                tell(told.changes(view), out);
                view.release();
                boolean now = view.isControlled();
                if (controlled != now) {
                    controlled = now;
                    out.controller(now);
                }
                if (looks == 1 || looks % LOOKS == 0) {
                    // An engine answers before it listens itself: by the second look it does.
                    view.noteAll();
                }
                await(events, listed, view, call);
            }
        }
    }

    /** Takes in events until it is time for the next look. */
    private static void await(Feed<EngineEvent> events, long listed, SwarmView view, Call call)
            throws InterruptedException {
        while (!call.isCancelled()) {
            Duration left = PAUSE.minusNanos(System.nanoTime() - listed);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            Optional<EngineEvent> event = events.poll(left);
            event.ifPresent(view::note);
            if (event.isEmpty() && events.ended()) {
                throw ContactException.unavailable("the manager ended its stream of events", Effect.NONE, null);
            }
        }
    }

    private static void tell(List<Consumer<Sink>> facts, Sink out) {
        if (!facts.isEmpty()) {
            out.together(() -> facts.forEach(fact -> fact.accept(out)));
        }
    }

    private static Call look(Call call) {
        return Call.within(call.remaining().compareTo(LOOK_UP) < 0 ? call.remaining() : LOOK_UP);
    }
}
