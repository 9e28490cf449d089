package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.ProgressRules.Stand;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.cluster.RolloutRules.Step;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Rollouts of workloads whose instances run without end: their steps, how far they are, and when to look again. */
final class Rollouts {
    /** A cluster that was just opened may have to be told first what became ready meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;
    private final Runnable pass;

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Rollouts(Parts parts, Runnable pass) {
        this.parts = parts;
        this.pass = pass;
    }

    /** What a new instance is made from. */
    record Origin(long revision, Template template) {}

    /** What to make and what to stop now. */
    Step step(WorkloadEntry entry, WorkloadObject object, Template template) {
        List<Copy> copies = copies(entry, object);
        return object.paused()
                ? RolloutRules.paused(object.replicas(), object.rollout(), copies)
                : RolloutRules.next(object.replicas(), object.rollout(), isExclusive(template), copies);
    }

    /** Whether two instances can't be on one machine. */
    static boolean isExclusive(Template template) {
        return template.ports().stream().anyMatch(port -> port.reach() == Port.Reach.FIXED);
    }

    /** The same for a workload that has one instance on each node. */
    GlobalRules.Step stepOnEach(WorkloadEntry entry, WorkloadObject object, Template template) {
        SortedSet<String> nodes = parts.globals().nodes(entry, object);
        List<GlobalRules.Placed> copies = considered(entry, object)
                .map(instance -> new GlobalRules.Placed(
                        copy(instance, object), instance.row().place().orElse("")))
                .toList();
        return object.paused()
                ? GlobalRules.paused(nodes, copies)
                : GlobalRules.next(nodes, object.rollout(), isExclusive(template), copies);
    }

    /** While a rollout is paused what is missing comes back as it was, if that is known: what was applied waits. */
    static Origin origin(WorkloadEntry entry, WorkloadObject object, Template template) {
        Origin current = new Origin(object.revision(), template);
        if (!object.paused()) {
            return current;
        }
        return entry.rollout()
                .flatMap(row -> entry.completeTemplate().map(known -> new Origin(row.complete(), known)))
                .orElse(current);
    }

    /** Takes note of how far it is, and sees to it that it is looked at when that changes by itself. */
    void judge(WorkloadEntry entry, WorkloadObject object) {
        Stand stand = stand(entry, object);
        Instant now = parts.steady().now();
        Duration limit = object.rollout().progressDeadline().orElse(PATIENCE);
        Instant patience = parts.steady().opened().plus(limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE);
        RolloutRow row = ProgressRules.next(entry.rollout(), stand, now, patience);
        parts.state().rollout(entry, row);
        List<Instant> moments = new ArrayList<>();
        ProgressRules.due(row, stand, patience).ifPresent(moments::add);
        entry.all().stream()
                .flatMap(instance -> settled(instance, object).stream())
                .filter(at -> at.isAfter(now))
                .forEach(moments::add);
        lookAgain(entry, moments.stream().min(Instant::compareTo), now);
    }

    private void lookAgain(WorkloadEntry entry, Optional<Instant> moment, Instant now) {
        if (!entry.moment().equals(moment)) {
            entry.moment(
                    moment,
                    moment.map(at -> parts.loop().after(Duration.between(now, at), () -> {
                        entry.moment(Optional.empty(), Optional.empty());
                        parts.state().due(entry.id());
                        pass.run();
                    })));
        }
    }

    /** One that ended well did what it was made for. */
    private Stand stand(WorkloadEntry entry, WorkloadObject object) {
        int available = 0;
        int unavailable = 0;
        int failed = 0;
        int old = 0;
        for (LiveInstance instance : considered(entry, object).toList()) {
            Copy copy = copy(instance, object);
            boolean lives = copy.standing() != Standing.STOPPING;
            boolean counts = copy.standing() == Standing.READY || instance.phase() == InstancePhase.COMPLETED;
            old += lives && !copy.current() ? 1 : 0;
            available += lives && copy.current() && counts ? 1 : 0;
            unavailable += lives && copy.current() && !counts ? 1 : 0;
            failed += copy.current() && instance.phase() == InstancePhase.FAILED ? 1 : 0;
        }
        return new Stand(
                object.version(),
                object.revision(),
                object.paused(),
                object.rollout(),
                object.global() ? parts.globals().nodes(entry, object).size() : object.replicas(),
                available,
                unavailable,
                failed,
                old);
    }

    private List<Copy> copies(WorkloadEntry entry, WorkloadObject object) {
        return considered(entry, object).map(instance -> copy(instance, object)).toList();
    }

    /**
     * What a node that is lost keeps is left out: of a workload that has one on each node until the node is back, of
     * others once it was waited for, and they are replaced elsewhere.
     */
    private Stream<LiveInstance> considered(WorkloadEntry entry, WorkloadObject object) {
        return entry.all().stream()
                .filter(instance -> object.global()
                        ? !parts.roster().isLost(instance.row())
                        : !instance.row().isGivenUp());
    }

    /** Revisions go back when a rollout is undone, so it is equality that counts. What is to leave its node is replaced. */
    private Copy copy(LiveInstance instance, WorkloadObject object) {
        InstanceRow.Origin origin = instance.row().origin();
        boolean current = origin.revision() == object.revision()
                && (object.global() || !parts.state().cordons().isDraining(instance.row()))
                && origin.incarnation().equals(object.version().incarnation());
        Standing standing = standing(instance);
        boolean fresh = current
                && standing == Standing.READY
                && settled(instance, object)
                        .filter(at -> at.isAfter(parts.steady().now()))
                        .isPresent();
        return new Copy(instance.row().id(), current, fresh ? Standing.FRESH : standing, origin.sequence());
    }

    /** When it has been ready for long enough; empty when it isn't ready. */
    private static Optional<Instant> settled(LiveInstance instance, WorkloadObject object) {
        return instance.row()
                .run()
                .readySince()
                .filter(since -> instance.isReady())
                .map(since -> since.plus(object.rollout().minimumReadyTime()));
    }

    static Standing standing(LiveInstance instance) {
        return switch (instance.phase()) {
            case STOPPING -> Standing.STOPPING;
            case COMPLETED, FAILED -> Standing.ENDED;
            case PENDING -> Standing.PENDING;
            case STARTING, WAITING, ENDING -> Standing.NOT_READY;
            case RUNNING -> instance.isReady() ? Standing.READY : Standing.NOT_READY;
        };
    }
}
