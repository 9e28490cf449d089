package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.RuleTestCase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tests of the kit prove which rule, and by which mutants they are proven themselves. */
final class MutantTable {
    static final List<Mutant> MUTANTS = Stream.of(
                    BrokenEdits.ALL,
                    BrokenPlacement.ALL,
                    BrokenLife.ALL,
                    BrokenSurroundings.ALL,
                    BrokenGroups.ALL,
                    BrokenObservation.ALL,
                    BrokenFaults.ALL,
                    BrokenRuns.ALL,
                    BrokenControl.ALL,
                    BrokenConnections.ALL,
                    BrokenNodes.ALL)
            .flatMap(List::stream)
            .toList();

    /** Rules that the kit leaves to others, with the reason. */
    static final Map<Rule, String> WITHOUT = Map.of(
            Rule.RES_1,
            "none: the simulator has no memory and no processor of its own, and refuses to limit them",
            Rule.SEC_2,
            "none: the simulator has no server, so none with a false certificate; each adapter's module tests have",
            Rule.CFG_1,
            "none: configuration is read before there is a backend, by the same code for all;"
                    + " `scheduler-core` tests it",
            Rule.MOV_1,
            "none: moving is made of edits and watches of two backends, by the same code for all;"
                    + " `scheduler-core` tests it");

    private MutantTable() {}

    static Map<Rule, List<RuleTestCase>> tests() {
        return Certification.all().stream()
                .collect(Collectors.groupingBy(RuleTestCase::rule, TreeMap::new, Collectors.toList()));
    }

    static List<Mutant> mutants(Rule rule) {
        return MUTANTS.stream().filter(mutant -> mutant.rule() == rule).toList();
    }

    static String text() {
        StringBuilder table = new StringBuilder("| Rule | Tests of the kit | Mutants they find |\n|---|---|---|\n");
        Map<Rule, List<RuleTestCase>> all = tests();
        WITHOUT.keySet().forEach(rule -> all.putIfAbsent(rule, List.of()));
        all.forEach((rule, tests) -> table.append("| `")
                .append(rule)
                .append("` | ")
                .append(tests.stream()
                        .map(test -> "`" + test.name() + "`")
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .append(" | ")
                .append(mutants(rule).isEmpty() ? WITHOUT.getOrDefault(rule, "none yet") : lies(rule))
                .append(" |\n"));
        return table.toString();
    }

    private static String lies(Rule rule) {
        return mutants(rule).stream().map(Mutant::lie).collect(Collectors.joining("; "));
    }
}
