package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a backend has just now: what needs a controller counts only while one lives (rule CAP-2). */
public final class Describing {
    private static final String ABSENT =
            "it needs a controller and none lives; a Berth that is opened with one, or 'berth controller run', is one";

    private final Backend backend;
    private final Consumer<Call> beforeAsking;
    /** What it told last. */
    private volatile @Nullable BackendInfo last;

    /**
     * One for this backend.
     *
     * @param beforeAsking is run before it is asked whether a controller lives: one that was started a moment ago may
     *     have to be waited for
     */
    public Describing(Backend backend, Consumer<Call> beforeAsking) {
        this.backend = backend;
        this.beforeAsking = beforeAsking;
    }

    /** What it has, whether or not a controller lives. */
    BackendInfo withController(Call call) {
        BackendInfo told = backend.describe(call);
        last = told;
        return told;
    }

    /**
     * Refuses what the backend doesn't have, before it is called (rule CAP-1). That it has something is believed since it
     * was last asked, which saves a request; that it lacks something is asked each time, and so is whether a controller
     * lives where one is needed.
     */
    public void require(Capability capability, Call call) {
        BackendInfo known = last;
        if (known == null || refusal(known, capability).isPresent()) {
            known = withController(call);
        }
        BackendInfo there =
                known.support(capability, Mode.Kind.REPLICATED).needsController() ? now(known, call) : known;
        refusal(there, capability).ifPresent(reason -> {
            throw RefusedException.unsupported("", capability.name(), reason);
        });
    }

    /** Of what is asked of a backend as a whole, or of its nodes, whatever the mode. */
    private static Optional<String> refusal(BackendInfo backend, Capability capability) {
        return backend.support(capability, Mode.Kind.REPLICATED).refusal(false);
    }

    /** What is left of it just now. Asks for a controller only where one is needed. */
    BackendInfo now(BackendInfo withController, Call call) {
        if (!withController.needsController()) {
            return withController;
        }
        beforeAsking.accept(call);
        return backend.leaseHeld(Lease.CONTROLLER, call) ? withController : withController.withoutController(ABSENT);
    }

    /** What it has just now. */
    public BackendInfo now(Call call) {
        return now(withController(call), call);
    }
}
