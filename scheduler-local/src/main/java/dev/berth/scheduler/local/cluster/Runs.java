package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows when a process runs: it is noted, and asked whether it is ready. */
final class Runs {
    /** A program that can't do its work most often ends by then: it is not to be called ready first. */
    static final Duration SETTLING = Duration.ofMillis(3);

    private static final String LIVENESS = "its liveness failed: ";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Parts parts;
    private final Stopper stopper;
    private final Deadlines deadlines;
    private final Runnable pass;
    /** With the time, by the loop's clock, when each is looked at. */
    private final Map<LiveInstance, Long> unconfirmed = new LinkedHashMap<>();

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Runs(Parts parts, Stopper stopper, Runnable pass) {
        this.parts = parts;
        this.stopper = stopper;
        this.deadlines = new Deadlines(parts, stopper, pass);
        this.pass = pass;
    }

    /** A process was started, or found by a JVM that came after. */
    void running(LiveInstance instance, ProcessIdentity identity) {
        InstanceRow row = instance.row();
        Instant since = row.run().startedAt().orElseGet(parts.wall()::instant);
        InstanceRow known =
                row.with(row.run().running(identity, since, parts.steady().now()));
        if (row.phase() == InstancePhase.STOPPING) {
            parts.state().put(instance, known);
            stopper.signalLater(instance);
            parts.state().touched(instance);
            return;
        }
        Health health = instance.task().health();
        parts.state().put(instance, known.in(InstancePhase.RUNNING, Note.NONE));
        if (instance.whole().phase() == InstancePhase.STOPPING) {
            return;
        }
        if (instance.task().role() != Task.Role.SIDECAR) {
            deadlines.watch(instance, identity);
        }
        watch(instance, health, identity);
        if (health.readiness().isEmpty() && !known.run().ready()) {
            unconfirmed.put(instance, parts.loop().nanoTime() + SETTLING.toNanos());
        }
    }

    /**
     * Takes those without a probe for ready whose program is executed and has not ended within {@link #SETTLING}. They
     * are looked at once for all of a turn.
     */
    void confirm() {
        unconfirmed.keySet().removeIf(instance -> !isConfirmable(instance));
        long now = parts.loop().nanoTime();
        Map<ProcessIdentity, LiveInstance> asked = new LinkedHashMap<>();
        unconfirmed.forEach((instance, due) -> {
            if (due <= now) {
                asked.put(instance.row().run().identity().orElseThrow(), instance);
            }
        });
        if (!asked.isEmpty()) {
            confirm(asked);
        }
        unconfirmed.values().stream()
                .min(Comparator.naturalOrder())
                .ifPresent(next -> parts.loop().after(Duration.ofNanos(next - now), pass));
    }

    private void confirm(Map<ProcessIdentity, LiveInstance> asked) {
        Set<ProcessIdentity> executed = parts.driver().executed(asked.keySet());
        long now = parts.loop().nanoTime();
        asked.forEach((identity, instance) -> {
            if (executed.contains(identity)) {
                unconfirmed.remove(instance);
                parts.state()
                        .put(
                                instance,
                                instance.row()
                                        .with(instance.row()
                                                .run()
                                                .readyAt(parts.steady().now())));
            } else {
                // A program on a disk that doesn't answer may take long.
                long waited = Math.max(SETTLING.toNanos(), now - instance.startedNanos());
                unconfirmed.put(instance, now + Math.min(waited, LONGEST_PAUSE.toNanos()));
            }
        });
    }

    private boolean isConfirmable(LiveInstance instance) {
        return instance.phase() == InstancePhase.RUNNING
                && instance.row().run().identity().isPresent()
                && !instance.isEnding()
                && !parts.roster().isLost(instance.whole().row())
                && !instance.row().isDead();
    }

    private void watch(LiveInstance instance, Health health, ProcessIdentity identity) {
        long attempt = instance.row().run().attempt();
        Readiness.Subject subject = new Readiness.Subject(
                health,
                parts.launches().ofProbe(instance),
                instance.site().map(InstanceRow.Site::ports).orElse(Map.of()),
                parts.driver().age(identity));
        List<Runnable> stops = new ArrayList<>();
        if (health.readiness().isPresent()) {
            stops.add(parts.readiness()
                    .watch(subject, answer -> parts.loop().offer(() -> told(instance, attempt, answer))));
        }
        if (health.liveness().isPresent()) {
            stops.add(parts.readiness().guard(subject, why -> parts.loop().offer(() -> dead(instance, attempt, why))));
        }
        instance.probes(stops.isEmpty() ? null : () -> stops.forEach(Runnable::run));
    }

    /** Whether an answer still matters. */
    private boolean isAsked(LiveInstance instance, long attempt) {
        return instance.phase() == InstancePhase.RUNNING
                && instance.row().run().attempt() == attempt
                && !instance.isEnding()
                && !parts.roster().isLost(instance.whole().row())
                && !instance.row().isDead()
                && parts.state().find(instance.row().id()).equals(Optional.of(instance.whole()));
    }

    /** Its process is ended as at any stop; what follows is as when a process ends by itself. */
    private void dead(LiveInstance instance, long attempt, String why) {
        if (isAsked(instance, attempt)) {
            instance.probes(null);
            InstanceRow row = instance.row();
            parts.state()
                    .put(
                            instance,
                            row.with(row.run().notReady()).in(row.phase(), new Note(Reason.LIVENESS, LIVENESS + why)));
            stopper.signalLater(instance);
            pass.run();
        }
    }

    private InstanceRow.Run ready(InstanceRow row, boolean ready) {
        return ready ? row.run().readyAt(parts.steady().now()) : row.run().notReady();
    }

    private void told(LiveInstance instance, long attempt, Readiness.Answer answer) {
        if (isAsked(instance, attempt)) {
            Note note = answer.ready() ? Note.NONE : new Note(Reason.NOT_READY, answer.reason());
            InstanceRow row = instance.row();
            parts.state().put(instance, row.with(ready(row, answer.ready())).in(row.phase(), note));
            pass.run();
        }
    }
}
