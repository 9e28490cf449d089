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
                    BrokenObservation.ALL,
                    BrokenFaults.ALL,
                    BrokenRuns.ALL,
                    BrokenControl.ALL)
            .flatMap(List::stream)
            .toList();

    /** Rules whose tests have no mutant, with the reason. */
    static final Map<Rule, String> WITHOUT = Map.of();

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
        tests().forEach((rule, tests) -> table.append("| `")
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
