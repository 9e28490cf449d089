package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Trial;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One test of one rule. */
public final class RuleTestCase {
    private final Method method;
    private final RuleTest marks;

    private RuleTestCase(Method method, RuleTest marks) {
        this.method = method;
        this.marks = marks;
    }

    static List<RuleTestCase> of(List<Class<?>> classes) {
        List<RuleTestCase> tests = new ArrayList<>();
        for (Class<?> type : classes) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(RuleTest.class))
                    .forEach(method -> tests.add(new RuleTestCase(
                            method,
                            Optional.ofNullable(method.getAnnotation(RuleTest.class))
                                    .orElseThrow())));
        }
        return tests;
    }

    public Rule rule() {
        return marks.value();
    }

    /** The class and the method. */
    public String name() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** The method's name in words. */
    public String sentence() {
        return method.getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** Names of the capabilities without which it has no meaning. */
    public List<String> needs() {
        return List.of(marks.needs());
    }

    /** Whether this backend claims everything without which it has no meaning. */
    boolean hasAllItNeeds(BackendInfo info) {
        return needs().stream().allMatch(need -> isMet(need, info));
    }

    /** The same, with each of those of which either will do. */
    public List<String> capabilities() {
        return needs().stream()
                .flatMap(need -> Stream.of(need.split("\\|", -1)))
                .toList();
    }

    /** Whether it claims one of those that {@code need} names. */
    boolean isMet(String need, BackendInfo info) {
        return Stream.of(need.split("\\|", -1))
                .anyMatch(
                        name -> info.support(new Capability(name), marks.mode()).isSupported());
    }

    /** Whether it has to be alone, or takes its time. */
    public boolean isCostly() {
        return marks.alone() || marks.minutes() > RuleTest.USUAL_MINUTES;
    }

    RuleTest marks() {
        return marks;
    }

    /** Runs it; what it throws is thrown. */
    void invoke(Trial trial) throws Exception {
        try {
            Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            method.setAccessible(true);
            method.invoke(constructor.newInstance(), trial);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    TestResult result(Outcome outcome, String reason, Duration duration, List<String> history) {
        return new TestResult(name(), rule(), sentence(), outcome, reason, duration, history);
    }

    @Override
    public String toString() {
        return rule() + " " + name();
    }
}
