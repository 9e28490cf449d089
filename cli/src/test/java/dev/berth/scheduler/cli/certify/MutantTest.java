package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The kit's test of itself: what is broken on purpose has to be found by the tests of the rule it breaks. */
class MutantTest {
    private static final int TESTS_AT_ONCE = 4;
    /** A lie about what soon passes may go unseen once, on a machine that is busy just then. */
    private static final int LOOKS = 3;

    /** Most of the time they wait for what never comes. */
    private static final int MUTANTS_AT_ONCE = 4;

    @Test
    void theHonestBackendPassesWithAsLittlePatience() throws InterruptedException {
        assertThat(failures(new Mutant.Layers() {}, EnumSet.allOf(Rule.class))).isEmpty();
    }

    @Test
    void everyMutantIsFoundByTheTestsOfItsRule() throws InterruptedException, ExecutionException, IOException {
        Map<Mutant, Future<List<TestResult>>> running = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(MUTANTS_AT_ONCE);
        try {
            for (Mutant mutant : chosen()) {
                running.put(mutant, pool.submit(() -> found(mutant)));
            }
            List<String> survivors = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (Map.Entry<Mutant, Future<List<TestResult>>> one : running.entrySet()) {
                String mutant = one.getKey().rule() + " " + one.getKey().lie();
                List<String> found =
                        one.getValue().get().stream().map(TestResult::test).toList();
                lines.add(mutant + ": " + found);
                if (found.isEmpty()) {
                    survivors.add(mutant);
                }
            }
            write(survivors.size(), lines);
            assertThat(survivors).as("mutants that no test found").isEmpty();
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

    private static List<TestResult> found(Mutant mutant) throws InterruptedException {
        List<TestResult> found = List.of();
        for (int look = 0; look < LOOKS && found.isEmpty(); look++) {
            found = failures(mutant.layers(), EnumSet.of(mutant.rule()));
        }
        return found;
    }

    /** A call that was late on a busy machine finds nobody out. */
    private static List<TestResult> failures(Mutant.Layers layers, Set<Rule> rules) throws InterruptedException {
        try (MutantUnderTest backend = new MutantUnderTest(layers)) {
            CertificationResult result = Certification.of(backend)
                    .only(rules)
                    .parallelism(TESTS_AT_ONCE)
                    .run();
            return result.results().stream()
                    .filter(test -> test.outcome() == Outcome.FAILED)
                    .filter(test -> !test.reason().contains("did not end by its deadline"))
                    .toList();
        }
    }
}
