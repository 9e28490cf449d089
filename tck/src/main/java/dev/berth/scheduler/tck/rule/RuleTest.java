package dev.berth.scheduler.tck.rule;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.tck.backend.Provocation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of one rule. Its method takes a {@code Trial} and its name is a sentence.
 *
 * <p>A backend that claims everything in {@link #needs} is tested. Of one that doesn't, the same method proves that it
 * refuses: the first call that needs what is missing has to be refused, with exactly what is missing, and without having
 * changed anything.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RuleTest {
    int USUAL_MINUTES = 2;

    Rule value();

    /** Names of capabilities without which the test has no meaning; of {@code a|b} either will do. */
    String[] needs() default {};

    /** The mode for which they are needed. */
    Mode.Kind mode() default Mode.Kind.REPLICATED;

    /** What the environment has to be able to do. */
    Provocation[] provokes() default {};

    /** How long it may take, cleaning up included; longer than usual only for what waits for ticks. */
    int minutes() default USUAL_MINUTES;

    /** How many ready nodes it takes. */
    int nodes() default 1;

    /** Whether it disturbs others, or is disturbed by them, and so runs when no other test does. */
    boolean alone() default false;
}
