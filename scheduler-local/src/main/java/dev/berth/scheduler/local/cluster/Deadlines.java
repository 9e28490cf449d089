package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Ends attempts of a batch that take longer than they may; the time counts from the start of its first process. */
final class Deadlines {
    private final Parts parts;
    private final Stopper stopper;
    private final Runnable pass;

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Deadlines(Parts parts, Stopper stopper, Runnable pass) {
        this.parts = parts;
        this.stopper = stopper;
        this.pass = pass;
    }

    /** An attempt runs, or was found to run by a JVM that came after. */
    void watch(LiveInstance instance, ProcessIdentity identity) {
        parts.state().run(instance).flatMap(run -> run.row().shape().deadline()).ifPresent(limit -> {
            Duration left = limit.minus(parts.driver().age(identity)).minus(before(instance));
            long attempt = instance.row().run().attempt();
            instance.timer(parts.loop()
                    .after(left.isNegative() ? Duration.ZERO : left, () -> passed(instance, attempt, limit)));
        });
    }

    /** For how long other tasks of the attempt ran before this one was started. */
    private static Duration before(LiveInstance instance) {
        Optional<Instant> own = instance.row().run().startedAt();
        return instance.whole().members().stream()
                .flatMap(member -> member.row().run().startedAt().stream())
                .min(Comparator.naturalOrder())
                .flatMap(first -> own.map(started -> Duration.between(first, started)))
                .filter(time -> !time.isNegative())
                .orElse(Duration.ZERO);
    }

    private void passed(LiveInstance instance, long attempt, Duration limit) {
        InstanceRow row = instance.row();
        if (instance.phase() == InstancePhase.RUNNING && row.run().attempt() == attempt && !instance.isEnding()) {
            instance.probes(null);
            Note note = new Note(Reason.DEADLINE_EXCEEDED, "it ran longer than " + RestartRules.text(limit));
            parts.state().put(instance, row.with(row.run().notReady()).in(row.phase(), note));
            stopper.signalLater(instance);
            pass.run();
        }
    }
}
