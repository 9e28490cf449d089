package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.tck.probe.ProbeVerbs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** That a process is said to have ended as it was told to (rule BAT-1). */
final class Ends {
    /** Where signals aren't told from exit codes, an end by a signal looks like one with this and its number. */
    private static final int SIGNALS = 128;

    private final Ledger ledger;
    private final boolean tellsSignals;
    private final Set<Integer> beforeProbes;

    Ends(Ledger ledger, boolean tellsSignals, Set<Integer> beforeProbes) {
        this.ledger = ledger;
        this.tellsSignals = tellsSignals;
        this.beforeProbes = Set.copyOf(beforeProbes);
    }

    /** An end that nobody knows is no lie; one by the signals of a stop may come in between. */
    List<String> wrong(InstanceId instance, long revision, Termination end) {
        List<ProbeVerbs> verbs = ledger.spec(instance.workload(), revision).stream()
                .flatMap(spec -> spec.tasks().stream())
                .flatMap(task -> ProbeVerbs.of(task).stream())
                .toList();
        boolean free = verbs.isEmpty() || verbs.stream().anyMatch(ProbeVerbs::answersSignals);
        boolean maybeSignal = !tellsSignals && end.exitCode() > SIGNALS;
        if (free || maybeSignal || end.kind() != Termination.Kind.EXITED) {
            return List.of();
        }
        Set<Integer> codes = new HashSet<>(beforeProbes);
        verbs.forEach(each -> each.exitCode().ifPresent(codes::add));
        ledger.told(instance).stream()
                .filter(told -> told.kind() == Termination.Kind.EXITED)
                .forEach(told -> codes.add(told.exitCode()));
        codes.add(ProbeVerbs.CODE_WHEN_TERMINATED);
        return codes.contains(end.exitCode())
                ? List.of()
                : List.of("BAT-1: " + instance + " is said to have ended with " + end.sentence()
                        + ", and its process was told to end with one of " + codes);
    }
}
