package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, each once, and no more than anybody would read: the rest is only counted. */
final class Problems {
    private static final int MOST = 500;

    private final Set<Problem> told = new LinkedHashSet<>();
    private long untold;

    void add(Problem problem) {
        if (told.size() < MOST) {
            told.add(problem);
        } else {
            untold++;
        }
    }

    void addAll(Problems others) {
        others.told.forEach(this::add);
        untold += others.untold;
    }

    /** Whether another one would only be counted, so that its message need not be put together. */
    boolean isFull() {
        return told.size() >= MOST;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<Problem> list() {
        List<Problem> all = new ArrayList<>(told);
        if (untold > 0) {
            all.add(Problem.invalid("", untold + " more problems are not listed"));
        }
        return all;
    }
}
