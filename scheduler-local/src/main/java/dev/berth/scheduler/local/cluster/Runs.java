package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.spec.Health;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What follows when a process runs: it is noted, and asked whether it is ready. */
final class Runs {
    private final Parts parts;
    private final Stopper stopper;
    private final Runnable pass;

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Runs(Parts parts, Stopper stopper, Runnable pass) {
        this.parts = parts;
        this.stopper = stopper;
        this.pass = pass;
    }

    /** A process was started, or found by a JVM that came after. */
    void running(LiveInstance instance, ProcessIdentity identity) {
        InstanceRow row = instance.row();
        Instant since = row.run().startedAt().orElseGet(parts.wall()::instant);
        InstanceRow known = row.with(row.run().running(identity, since));
        if (row.phase() == InstancePhase.STOPPING) {
            parts.state().put(instance, known);
            stopper.signalLater(instance);
            parts.state().touched(instance);
            return;
        }
        Health health = instance.template().task().health();
        boolean ready = health.readiness().isEmpty() || row.run().ready();
        parts.state().put(instance, known.with(known.run().ready(ready)).in(InstancePhase.RUNNING, Note.NONE));
        if (health.readiness().isPresent()) {
            watch(instance, health);
        }
    }

    private void watch(LiveInstance instance, Health health) {
        long attempt = instance.row().run().attempt();
        Map<String, Integer> ports =
                instance.row().site().map(InstanceRow.Site::ports).orElse(Map.of());
        Runnable stop = parts.readiness()
                .watch(
                        health,
                        parts.launches().of(instance),
                        ports,
                        ready -> parts.loop().offer(() -> told(instance, attempt, ready)));
        instance.probes(stop);
    }

    private void told(LiveInstance instance, long attempt, boolean ready) {
        boolean same = instance.phase() == InstancePhase.RUNNING
                && instance.row().run().attempt() == attempt
                && parts.state().find(instance.row().id()).equals(Optional.of(instance));
        if (same) {
            parts.state().put(instance, instance.row().with(instance.row().run().ready(ready)));
            pass.run();
        }
    }
}
