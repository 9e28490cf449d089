package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.rules.RuleTests;
import dev.berth.scheduler.tck.trial.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the tests of the rules against one backend. Nothing of it can be changed by the backend's author. */
public final class Certification {
    private static final int PARALLEL = 4;

    private final BackendUnderTest backend;
    private final List<RuleTestCase> tests;
    private Set<Rule> rules = EnumSet.allOf(Rule.class);
    private Predicate<RuleTestCase> wanted = test -> true;
    private boolean fast;
    private int parallelism = PARALLEL;
    private Consumer<RuleTestCase> begun = test -> {};
    private Consumer<TestResult> ended = result -> {};

    private Certification(BackendUnderTest backend, List<RuleTestCase> tests) {
        this.backend = backend;
        this.tests = tests;
    }

    /** All rules, four tests at a time. */
    public static Certification of(BackendUnderTest backend) {
        return new Certification(backend, RuleTestCase.of(RuleTests.CLASSES));
    }

    /** With these classes instead of the kit's own; for the kit's tests of itself. */
    static Certification of(BackendUnderTest backend, List<Class<?>> classes) {
        return new Certification(backend, RuleTestCase.of(classes));
    }

    /** Only these rules; a certificate says which were left out. */
    public Certification only(Set<Rule> some) {
        rules = EnumSet.noneOf(Rule.class);
        rules.addAll(some);
        return this;
    }

    /** Only tests that this accepts. */
    public Certification matching(Predicate<RuleTestCase> accepted) {
        wanted = accepted;
        return this;
    }

    /** Only one test of each rule, the cheapest that the backend claims to pass: an impression in minutes, no proof. */
    public Certification fast() {
        fast = true;
        return this;
    }

    public Certification parallelism(int count) {
        parallelism = count;
        return this;
    }

    /** Tells what begins; on any thread. */
    public Certification onBegin(Consumer<RuleTestCase> listener) {
        begun = listener;
        return this;
    }

    /** Tells what has ended; on any thread, one at a time. */
    public Certification onEnd(Consumer<TestResult> listener) {
        ended = listener;
        return this;
    }

    /** All tests of the kit. */
    public static List<RuleTestCase> all() {
        return RuleTestCase.of(RuleTests.CLASSES);
    }

    /** The tests that would be run, by rule and name. */
    public List<RuleTestCase> tests() {
        return tests.stream()
                .filter(test -> rules.contains(test.rule()) && wanted.test(test))
                .sorted(Comparator.comparing(RuleTestCase::rule).thenComparing(RuleTestCase::name))
                .toList();
    }

    /** Runs them. The backend isn't closed. */
    public CertificationResult run() throws InterruptedException {
        Instant start = Instant.now();
        List<RuleTestCase> chosen = tests();
        List<TestResult> results = new ArrayList<>();
        Consumer<TestResult> collector = result -> {
            synchronized (results) {
                results.add(result);
                ended.accept(result);
            }
        };
        Optional<BackendInfo> info = describe(chosen, collector);
        if (info.isPresent()) {
            List<RuleTestCase> affordable = fast ? FastChoice.of(chosen, info.get()) : chosen;
            new TestRunner(backend, info.get(), begun, collector).run(affordable, parallelism);
        }
        synchronized (results) {
            results.sort(Comparator.comparing(TestResult::rule).thenComparing(TestResult::test));
            return new CertificationResult(
                    backend.name(), info, start, Duration.between(start, Instant.now()), results);
        }
    }

    /** Without a description nothing can be judged: every test has failed, for that reason. */
    private Optional<BackendInfo> describe(List<RuleTestCase> chosen, Consumer<TestResult> collector)
            throws InterruptedException {
        Guarded<BackendInfo> described = Guarded.call(
                "tck-describe",
                () -> {
                    try (Client client = backend.open()) {
                        return client.scheduler().describe();
                    }
                },
                new Deadlines(backend.timeScale()).test(RuleTest.USUAL_MINUTES));
        if (described.value().isEmpty()) {
            String reason = "the backend can't be opened and described: " + described.failure();
            chosen.forEach(
                    test -> collector.accept(test.result(Outcome.FAILED, reason, Duration.ZERO, described.dump())));
        }
        return described.value();
    }
}
