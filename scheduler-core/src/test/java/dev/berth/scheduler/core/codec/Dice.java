package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Seeded choices. */
final class Dice {
    private static final String[] PIECES = {
        "a", "Z", "0", " ", "\n", "\t", "\"", "'", "\\", "$", "{{", "}}", ":", " #", "- ", "%", "ü", "😀", "\u2028",
        "\r", "null", "yes", "1.10", "*", "&", "|", "<<"
    };

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    /** Both ends included. */
    int number(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    void maybe(Runnable action) {
        if (chance()) {
            action.run();
        }
    }

    <T> Optional<T> maybeValue(Supplier<T> value) {
        return chance() ? Optional.of(value.get()) : Optional.empty();
    }

    /** From none to {@code most} times, with the count so far. */
    void times(int most, IntConsumer action) {
        int count = number(0, most);
        for (int i = 0; i < count; i++) {
            action.accept(i);
        }
    }

    String label() {
        return oneOf("web", "no", "5", "on-call", "a1") + number(0, 99);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        times(6, i -> text.append(oneOf(PIECES)));
        return text.toString();
    }

    /** At least a nanosecond, at most about 400 hours. */
    Duration duration() {
        return oneOf(
                Duration.ofSeconds(number(1, 1_500_000)),
                Duration.ofMillis(number(1, 100_000)),
                Duration.ofNanos(number(1, Integer.MAX_VALUE)));
    }

    Memory memory() {
        return oneOf(Memory.ofMebibytes(number(1, 4096)), new Memory(number(1, Integer.MAX_VALUE)));
    }
}
