package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.GroupRules.Member;
import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes instances of several tasks a step further, and makes up from their members how they stand. Level-triggered: all
 * it goes by is stored, so whoever opens the state after a crash goes on where it was.
 */
final class Groups {
    private final Parts parts;
    private final Stopper stopper;
    private final Endings endings;

    Groups(Parts parts, Stopper stopper, Endings endings) {
        this.parts = parts;
        this.stopper = stopper;
        this.endings = endings;
    }

    /** One of a single task, without a place, or on a node that is lost is left alone. */
    void advance(LiveInstance instance) {
        if (!instance.isGroup() || parts.roster().isLost(instance.row())) {
            return;
        }
        switch (instance.phase()) {
            case STARTING, RUNNING, ENDING -> go(instance);
            case STOPPING -> stop(instance);
            case PENDING, WAITING, COMPLETED, FAILED -> {}
        }
    }

    private void go(LiveInstance instance) {
        List<Member> members = members(instance);
        Optional<LiveInstance> decisive = GroupRules.decisive(members).map(instance.members()::get);
        if (decisive.isPresent()) {
            boolean over = GroupRules.isQuiet(members);
            InstancePhase phase = over ? decisive.get().phase() : InstancePhase.ENDING;
            tell(instance, phase, note(decisive.get()), decisive);
            if (!over) {
                stopMembers(instance, members);
            }
        } else {
            GroupRules.start(members)
                    .ifPresent(place -> endings.start(instance.members().get(place)));
            boolean runs = instance.main().phase() == InstancePhase.RUNNING;
            Optional<LiveInstance> noted = noted(instance);
            tell(
                    instance,
                    runs ? InstancePhase.RUNNING : InstancePhase.STARTING,
                    noted.map(Groups::note).orElseGet(() -> awaited(instance, members)),
                    noted);
        }
    }

    private static Note awaited(LiveInstance instance, List<Member> members) {
        return GroupRules.awaited(members)
                .map(place -> instance.members().get(place).task().name())
                .map(task -> new Note(Reason.INITIALIZING, "main waits for task " + task))
                .orElse(Note.NONE);
    }

    private void stop(LiveInstance instance) {
        List<Member> members = members(instance);
        if (GroupRules.isQuiet(members)) {
            endings.gone(instance);
        } else {
            stopMembers(instance, members);
        }
    }

    private void stopMembers(LiveInstance instance, List<Member> members) {
        GroupRules.stop(members)
                .forEach(place -> stopper.stopMember(instance.members().get(place)));
    }

    private static List<Member> members(LiveInstance instance) {
        return instance.members().stream()
                .map(member ->
                        new Member(member.task().role(), member.task().stopOrder(), member.phase(), member.isReady()))
                .toList();
    }

    /** Of whom there is something to say: MAIN before the others. */
    private static Optional<LiveInstance> noted(LiveInstance instance) {
        return Stream.concat(Stream.of(instance.main()), instance.members().stream())
                .filter(member -> member.phase() != InstancePhase.COMPLETED)
                .filter(member -> !member.row().note().reason().isEmpty())
                .findFirst();
    }

    private static Note note(LiveInstance member) {
        Note note = member.row().note();
        boolean bare = note.equals(Note.NONE) || member == member.whole().main();
        return bare ? note : new Note(note.reason(), "task " + member.task().name() + ": " + note.message());
    }

    /** The process of an instance is MAIN's; how it ended, too, unless another's end is what there is to tell. */
    private void tell(LiveInstance instance, InstancePhase phase, Note note, Optional<LiveInstance> noted) {
        InstanceRow.Run main = instance.main().row().run();
        InstanceRow.Run run = new InstanceRow.Run(main.attempt(), main.identity(), main.startedAt(), ready(instance));
        Optional<Termination> end = noted.flatMap(member -> member.row().end())
                .or(() -> instance.main().row().end());
        InstanceRow row = instance.row().in(phase, note).with(run);
        parts.state().put(instance, end.map(row::ended).orElse(row));
    }

    /** Since when all that have to be ready are. */
    private static Optional<Instant> ready(LiveInstance instance) {
        return GroupRules.isReady(members(instance))
                ? instance.members().stream()
                        .filter(LiveInstance::isReady)
                        .flatMap(member -> member.row().run().readySince().stream())
                        .max(Comparator.naturalOrder())
                : Optional.empty();
    }
}
