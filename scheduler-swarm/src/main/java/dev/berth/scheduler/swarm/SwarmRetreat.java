package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.UpdateStatus;
import dev.berth.scheduler.swarm.status.Slots;
import dev.berth.scheduler.swarm.status.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back before a template takes the place of one whose first instances are still to become ready. A manager begins with
 * any slot, the unfinished ones last as likely as first: until it comes to them, a superseding rollout has one batch more
 * under way than its limits allow. All others run the template of before, so going back to that costs those slots only.
 *
 * <p>Where some instances are replaced already and others are not, no template leaves all but the unfinished slots alone.
 * Nothing is brought back then.
 */
final class SwarmRetreat {
    private static final Logger LOG = LoggerFactory.getLogger(SwarmRetreat.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final SwarmClient client;

    SwarmRetreat(SwarmClient client) {
        this.client = client;
    }

    /**
     * Whether it went back: then the service's spec is the one of before, and its slots run that or have had half of the
     * call's time to. One list of tasks where a rollout is under way, no request where none is.
     */
    boolean from(ServiceObject service, Call call) {
        if (!isRolled(service)) {
            return false;
        }
        // Of one revision instances don't tell which template they run.
        Optional<ObjectNode> before = service.previous().filter(spec -> revision(spec) != revision(service.spec()));
        if (before.isEmpty() || !isStuckInItsFirstSlots(before.get(), slots(service, call))) {
            return false;
        }
        if (!wrote(service, before.get(), call)) {
            return false;
        }
        await(service, revision(before.get()), call);
        return true;
    }

    /** What a batch ran before must not run again. */
    private static boolean isRolled(ServiceObject service) {
        return SwarmLabels.mode(service.labels())
                .filter(mode -> mode == Mode.Kind.REPLICATED || mode == Mode.Kind.GLOBAL)
                .isPresent();
    }

    /** No when it was changed meanwhile, or a manager doesn't take that spec any more: others may remove what it names. */
    private boolean wrote(ServiceObject service, ObjectNode spec, Call call) {
        try {
            return client.updateService(service.id(), service.index(), spec.toString(), call);
        } catch (ConflictException | BackendException e) {
            if (e.effect() == Effect.UNKNOWN) {
                throw e;
            }
            LOG.debug("{} is not brought back first: {}", service.name(), e.getMessage());
            return false;
        }
    }

    private static boolean isStuckInItsFirstSlots(ObjectNode before, Slots slots) {
        long old = revision(before);
        List<List<TaskObject>> unfinished =
                slots.wanted().stream().filter(slot -> !runs(slot, old)).toList();
        return !unfinished.isEmpty() && unfinished.stream().allMatch(slot -> isUnfinished(slot, old));
    }

    /** The new one isn't ready, or the old one is still there. */
    private static boolean isUnfinished(List<TaskObject> slot, long old) {
        return slot.stream().anyMatch(task -> SwarmLabels.revision(task.labels()) == old)
                || slot.stream().noneMatch(Tasks::isRunning);
    }

    private static boolean runs(List<TaskObject> slot, long revision) {
        return slot.size() == 1
                && Tasks.isRunning(slot.get(0))
                && SwarmLabels.revision(slot.get(0).labels()) == revision;
    }

    private void await(ServiceObject service, long revision, Call call) {
        long enough = call.remaining().toNanos() / 2;
        CountDownLatch cancelled = new CountDownLatch(1);
        call.onCancel(cancelled::countDown);
        do {
            call.check("bringing back the instances of " + service.name(), Effect.UNKNOWN);
            if (hasFailed(service, call)
                    || slots(service, call).wanted().stream().allMatch(slot -> runs(slot, revision))) {
                return;
            }
            pause(cancelled);
        } while (call.remaining().toNanos() > enough);
    }

    /** It may fail like any other: what it was to bring back is then no worse than what is to come. */
    private boolean hasFailed(ServiceObject service, Call call) {
        return client.service(service.id(), call)
                .flatMap(ServiceObject::update)
                .filter(UpdateStatus::isPaused)
                .isPresent();
    }

    /** An interrupted thread ends the call at its next check. */
    private static void pause(CountDownLatch cancelled) {
        try {
            boolean unused = cancelled.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Slots slots(ServiceObject service, Call call) {
        List<TaskObject> tasks = new ArrayList<>();
        try {
            client.tasks(Filter.ALL.service(service.id()), tasks::add, call);
        } catch (NotFoundException e) {
            throw new ConflictException("service " + service.name() + " is gone: " + e.getMessage());
        }
        return Slots.of(tasks);
    }

    private static long revision(ObjectNode spec) {
        String text = spec.at("/TaskTemplate/ContainerSpec/Labels")
                .path(SwarmLabels.REVISION)
                .asText("");
        return SwarmLabels.revision(Map.of(SwarmLabels.REVISION, text));
    }
}
