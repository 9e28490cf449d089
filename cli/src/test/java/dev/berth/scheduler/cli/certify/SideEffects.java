package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.tck.rule.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rules a mutant may break beside its own, and why that can't be helped.
 *
 * @param lies of the mutants
 * @param rules of which a test may find them, too
 */
record SideEffects(String reason, List<String> lies, Set<Rule> rules) {
    private static final Rule[] RUNS = {
        Rule.BAT_1, Rule.BAT_2, Rule.BAT_3, Rule.BAT_4, Rule.RUN_1, Rule.GLB_1, Rule.GRP_1
    };

    static final List<SideEffects> ALL = List.of(
            of(
                    "every test is judged by what a watch tells, and by where instances really are",
                    List.of(
                            "STABLE is said while nothing is ready",
                            "an instance is said to be on another node than its process",
                            "the end of an instance is not told",
                            "one event in three is missed",
                            "of ten states one is told, be it the last or not"),
                    Rule.values()),
            of(
                    "every test that applies the same again restarts what it looks at",
                    List.of("an equal spec restarts an instance"),
                    Rule.values()),
            of(
                    "what is to be replaced is told by its revision, as which run of a batch is another one",
                    List.of("an update is answered with the revision before"),
                    Rule.BAT_2,
                    Rule.SCL_3,
                    Rule.BAT_4,
                    Rule.UPD_2,
                    Rule.UPD_4),
            of("one of its parts expects a version", List.of("nobody looks at the expected version"), Rule.SEC_1),
            of(
                    "who removes waits until nothing is left",
                    List.of("a removal leaves the workload with no instances"),
                    Rule.values()),
            of(
                    "where an instance may be is part of what they prove",
                    List.of(
                            "NOT_EQUALS wants the attribute to be there",
                            "a constraint is dropped during a rollout",
                            "the maximum per node is one more than asked for",
                            "preferences are forgotten"),
                    Rule.PLC_3,
                    Rule.PLC_5,
                    Rule.BAT_2,
                    Rule.UPD_5),
            of(
                    "a run that waits is cancelled where another spec takes its place",
                    List.of("what was cancelled is called failed"),
                    Rule.BAT_2),
            of(
                    "readiness is how they hold a rollout or an instance where they look at it",
                    List.of(
                            "readiness is not asked for",
                            "liveness is not asked for",
                            "what runs is called ready",
                            "an unready instance is counted as ready"),
                    Rule.HLT_1,
                    Rule.HLT_2,
                    Rule.HLT_3,
                    Rule.UPD_1,
                    Rule.UPD_2,
                    Rule.UPD_4,
                    Rule.OBS_1),
            of(
                    "that the old version goes on serving is judged in every rollout",
                    List.of("a rollout replaces all at once", "what can never proceed is begun and has no deadline"),
                    Rule.UPD_1,
                    Rule.UPD_2,
                    Rule.UPD_4,
                    Rule.UPD_5),
            of(
                    "whoever scales or labels sees it, if it looks at the right moment",
                    List.of(
                            "a scale restarts a survivor",
                            "a scale restarts everything",
                            "a new label restarts an instance"),
                    Rule.values()),
            of("whoever reads lines misses some, sooner or later", List.of("every tenth line is lost"), Rule.values()),
            of(
                    "the probe reports what it got on its output",
                    List.of("a shell takes arguments apart", "the last line before the end is lost"),
                    Rule.VAL_2,
                    Rule.SEC_3,
                    Rule.LOG_1,
                    Rule.RUN_1,
                    Rule.APP_9),
            of(
                    "restarts and how a process ended are told of the same instance",
                    List.of(
                            "restarts are not counted",
                            "how something ended that nobody watched is told as exit code 0"),
                    Rule.IDN_2,
                    Rule.HLT_2,
                    Rule.RST_1,
                    Rule.BAT_1),
            of("a sidecar that isn't there is not stopped", List.of("a sidecar is not run"), Rule.GRP_2),
            of(
                    "bad connections cut edits short",
                    List.of(
                            "what was not answered is done once more with the next edit",
                            "what follows on an edit that was cut short is lost"),
                    Rule.FLT_3),
            of(
                    "ends and counts of a run are judged whichever rule it is run for",
                    List.of(
                            "of an exit code the last seven bits are told",
                            "what failed is tried again once more",
                            "a run is forgotten once it is over"),
                    RUNS));

    private static SideEffects of(String reason, List<String> lies, Rule... rules) {
        return new SideEffects(
                reason, lies, Arrays.stream(rules).collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class))));
    }

    /** Those of a mutant. */
    static Set<Rule> of(Mutant mutant) {
        return ALL.stream()
                .filter(one -> one.lies().contains(mutant.lie()))
                .flatMap(one -> one.rules().stream())
                .collect(Collectors.toSet());
    }
}
