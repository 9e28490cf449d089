package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs tests beside each other where they are independent, and the others one by one after them. */
final class TestRunner {
    private static final long ENDLESS_DAYS = 1;

    private final BackendUnderTest backend;
    private final BackendInfo info;
    private final Consumer<RuleTestCase> begun;
    private final Consumer<TestResult> ended;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final String run =
            Integer.toString(ThreadLocalRandom.current().nextInt(1 << 24), 36).toLowerCase(Locale.ROOT);

    TestRunner(BackendUnderTest backend, BackendInfo info, Consumer<RuleTestCase> begun, Consumer<TestResult> ended) {
        this.backend = backend;
        this.info = info;
        this.begun = begun;
        this.ended = ended;
    }

    void run(List<RuleTestCase> tests, int parallelism) throws InterruptedException {
        try {
            runAll(tests, parallelism);
        } catch (InterruptedException e) {
            leave();
            throw e;
        }
    }

    /** Whoever runs the kit closes the backend after that: tests under way are to have removed what they applied. */
    private void leave() throws InterruptedException {
        pools.forEach(ExecutorService::shutdownNow);
        long end = System.nanoTime() + Guarded.CLEAN_UP.toNanos();
        for (ExecutorService pool : pools) {
            boolean unused = pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private ExecutorService pool(int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        pools.add(pool);
        return pool;
    }

    private void runAll(List<RuleTestCase> tests, int parallelism) throws InterruptedException {
        List<RuleTestCase> waiting = tests.stream()
                .filter(test -> !test.marks().alone() && isPatient(test))
                .toList();
        ExecutorService patient = pool(Math.max(1, waiting.size()));
        waiting.forEach(test -> patient.execute(() -> run(test)));
        run(
                tests.stream()
                        .filter(test -> !test.marks().alone() && !isPatient(test))
                        .toList(),
                pool(parallelism));
        end(patient);
        run(tests.stream().filter(test -> test.marks().alone()).toList(), pool(1));
    }

    /** Those that wait for ticks have nothing to do most of the time, and keep nobody waiting. */
    private static boolean isPatient(RuleTestCase test) {
        return test.marks().minutes() > RuleTest.USUAL_MINUTES;
    }

    private void run(List<RuleTestCase> tests, ExecutorService pool) throws InterruptedException {
        tests.forEach(test -> pool.execute(() -> run(test)));
        end(pool);
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        // Each test has a deadline, so that all together have one, too.
        if (!pool.awaitTermination(ENDLESS_DAYS, TimeUnit.DAYS)) {
            throw new IllegalStateException("tests have not ended by their deadlines");
        }
    }

    private void run(RuleTestCase test) {
        begun.accept(test);
        TestAttempt attempt = new TestAttempt(test, backend, info, "tck-" + run + "-" + number.incrementAndGet());
        try {
            ended.accept(attempt.run(
                    new Deadlines(backend.timeScale()).test(test.marks().minutes())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
