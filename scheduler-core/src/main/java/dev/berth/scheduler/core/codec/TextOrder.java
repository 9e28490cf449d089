package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import java.util.Comparator;
import java.util.List;

/** Problems of one text in the order of the text; those of the whole text last. */
final class TextOrder {
    private static final SourcePosition END = new SourcePosition("", Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Comparator<SourcePosition> BY_POSITION =
            Comparator.comparingInt(SourcePosition::line).thenComparingInt(SourcePosition::column);

    private TextOrder() {}

    static List<Problem> sorted(List<Problem> problems) {
        Comparator<Problem> order =
                Comparator.comparing(problem -> problem.position().orElse(END), BY_POSITION);
        return problems.stream().sorted(order).toList();
    }
}
