package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Version;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * How far the instances of a workload are with its object, as stored.
 *
 * @param version of the object
 * @param revision of its template
 * @param progress how far
 * @param since the last progress, or the version: a steady time, see {@link SteadyTime}
 * @param available the most instances of the revision that were available so far
 * @param old the fewest of other revisions so far
 * @param complete the revision that was complete last; 0 when none was
 */
record RolloutRow(
        Version version, long revision, Progress progress, Instant since, int available, int old, long complete) {

    /** A template of the incarnation is as it was. */
    boolean isOf(Version other, long template) {
        return version.incarnation().equals(other.incarnation()) && revision == template;
    }

    boolean isComplete() {
        return progress.state() == Progress.State.COMPLETE;
    }

    RolloutRow at(Version next) {
        return new RolloutRow(next, revision, progress, since, available, old, complete);
    }

    RolloutRow with(Progress made) {
        return new RolloutRow(version, revision, made, since, available, old, complete);
    }

    RolloutRow since(Instant when) {
        return new RolloutRow(version, revision, progress, when, available, old, complete);
    }

    RolloutRow completed() {
        return new RolloutRow(version, revision, Progress.COMPLETE, since, available, old, revision);
    }

    /** It made some, so it is under way, whatever was said of it before. */
    RolloutRow progressed(int availableNow, int oldNow, Instant now) {
        return new RolloutRow(
                version,
                revision,
                Progress.ONGOING,
                now,
                Math.max(available, availableNow),
                Math.min(old, oldNow),
                complete);
    }

    String stored() {
        return JsonText.compact(Json.object()
                .text("incarnation", version.incarnation())
                .number("generation", version.generation())
                .number("revision", revision)
                .text("state", progress.state().name())
                .text("reason", progress.reason())
                .text("message", progress.message())
                .text("since", since.toString())
                .number("available", available)
                .number("old", old)
                .number("complete", complete)
                .build());
    }

    static RolloutRow read(String stored) throws DocumentException {
        Fields fields = Fields.parse(stored);
        return new RolloutRow(
                new Version(fields.text("incarnation"), fields.number("generation")),
                fields.number("revision"),
                new Progress(
                        fields.constant("state", Progress.State.class), fields.text("reason"), fields.text("message")),
                instant(fields.text("since")),
                fields.wholeNumber("available"),
                fields.wholeNumber("old"),
                fields.number("complete"));
    }

    private static Instant instant(String text) throws DocumentException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw DocumentException.of("'" + text + "' is not a time");
        }
    }
}
