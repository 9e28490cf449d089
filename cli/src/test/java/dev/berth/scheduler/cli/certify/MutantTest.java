package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleTestCase;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kit's test of itself: what is broken on purpose has to be found by the tests of the rule it breaks. */
@Tag("one-jdk")
class MutantTest {
    private static final int TESTS_AT_ONCE = 4;
    /** A lie about what soon passes may go unseen, and an honest answer be late, on a machine that is busy just then. */
    private static final int LOOKS = 5;

    /** Most of the time they wait for what never comes. */
    private static final int MUTANTS_AT_ONCE = 6;

    private static final Map<Rule, String> CANARIES = canaries();

    @Test
    void theHonestBackendPassesWithAsLittlePatience() throws InterruptedException {
        Set<String> looking =
                Certification.all().stream().map(RuleTestCase::name).collect(Collectors.toSet());
        assertThat(lasting(new Mutant.Layers() {}, looking)).isEmpty();
    }

    @Test
    void everyMutantIsFoundByTheTestsOfItsRuleAndByNoOther()
            throws InterruptedException, ExecutionException, IOException {
        Map<Mutant, Future<Found>> running = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(MUTANTS_AT_ONCE);
        try {
            for (Mutant mutant : chosen()) {
                running.put(mutant, pool.submit(() -> found(mutant)));
            }
            List<String> survivors = new ArrayList<>();
            List<String> strays = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (Map.Entry<Mutant, Future<Found>> one : running.entrySet()) {
                Mutant mutant = one.getKey();
                Found found = one.getValue().get();
                lines.add(mutant.rule() + " " + mutant.lie() + ": " + found.tests() + ", beside: " + found.beside());
                if (found.tests().isEmpty()) {
                    survivors.add(mutant.rule() + " " + mutant.lie());
                }
                if (!found.beside().isEmpty()) {
                    strays.add(mutant.rule() + " " + mutant.lie() + ": " + found.beside());
                }
            }
            write(survivors.size(), lines);
            assertThat(survivors).as("mutants that no test found").isEmpty();
            assertThat(strays)
                    .as("mutants that tests of other rules found, without a reason in SideEffects")
                    .isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    /** All, or with {@code -Dcontract.mutants} those whose rule or lie has that in it. */
    private static List<Mutant> chosen() {
        String part = System.getProperty("contract.mutants", "");
        return MutantTable.MUTANTS.stream()
                .filter(mutant -> (mutant.rule() + " " + mutant.lie()).contains(part))
                .toList();
    }

    /** What the build prints. */
    private static void write(int survivors, List<String> lines) throws IOException {
        long rules =
                Certification.all().stream().map(test -> test.rule()).distinct().count();
        String counts = "contract kit: " + rules + " rules, "
                + Certification.all().size() + " tests, " + MutantTable.MUTANTS.size() + " mutants, "
                + (MutantTable.MUTANTS.size() - survivors) + " killed\n";
        Path target = Files.createDirectories(Path.of("target"));
        Files.writeString(target.resolve("contract-counts.txt"), counts);
        Files.writeString(target.resolve("contract-mutants.txt"), String.join("\n", lines) + "\n");
    }

    /**
     * What became of a mutant.
     *
     * @param tests of its rule that found it
     * @param beside the other rules of which a test found it, those in {@link SideEffects} left out
     */
    private record Found(List<String> tests, Set<Rule> beside) {}

    private static Found found(Mutant mutant) throws InterruptedException {
        List<TestResult> found = List.of();
        for (int look = 0; look < LOOKS && found.isEmpty(); look++) {
            found = failures(mutant.layers(), test -> test.rule() == mutant.rule())
                    .orElse(List.of());
        }
        return new Found(found.stream().map(TestResult::test).toList(), beside(mutant));
    }

    /** One test of each rule that it isn't known to break has a look. */
    private static Set<Rule> beside(Mutant mutant) throws InterruptedException {
        Set<Rule> explained = SideEffects.of(mutant);
        Set<String> looking = CANARIES.entrySet().stream()
                .filter(one -> one.getKey() != mutant.rule() && !explained.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return lasting(mutant.layers(), looking).stream()
                .map(TestResult::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What fails each time it is looked at; what doesn't was the machine. */
    private static List<TestResult> lasting(Mutant.Layers layers, Set<String> tests) throws InterruptedException {
        Set<String> looking = tests;
        Optional<List<TestResult>> last = looking.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        for (int look = 0; look < LOOKS && !looking.isEmpty(); look++) {
            Set<String> looked = looking;
            Optional<List<TestResult>> failed = failures(layers, test -> looked.contains(test.name()));
            if (failed.isPresent()) {
                last = failed;
                looking = failed.get().stream().map(TestResult::test).collect(Collectors.toSet());
            }
        }
        return last.orElseThrow(() -> new AssertionError("the simulation broke whenever it was looked at"));
    }

    /** By rule the first of its tests that costs little. */
    private static Map<Rule, String> canaries() {
        Map<Rule, String> canaries = new TreeMap<>();
        Certification.all().stream()
                .filter(test -> !test.isCostly())
                .sorted(Comparator.comparing(RuleTestCase::name))
                .forEach(test -> canaries.putIfAbsent(test.rule(), test.name()));
        return canaries;
    }

    /** A call that was late on a busy machine finds nobody out. Empty when the simulation itself broke. */
    private static Optional<List<TestResult>> failures(Mutant.Layers layers, Predicate<RuleTestCase> wanted)
            throws InterruptedException {
        try (MutantUnderTest backend = new MutantUnderTest(layers)) {
            CertificationResult result = Certification.of(backend)
                    .matching(wanted)
                    .parallelism(TESTS_AT_ONCE)
                    .run();
            return backend.isBroken()
                    ? Optional.empty()
                    : Optional.of(result.results().stream()
                            .filter(test -> test.outcome() == Outcome.FAILED)
                            .filter(test -> !test.reason().contains("did not end by its deadline"))
                            .toList());
        }
    }
}
