package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The steps of a non-deterministic automaton, all of whose states advance together over the value.
 *
 * <p>A state is a step's number and is at the most once in the set of a position: that bounds the time.
 */
final class MatchProgram {
    /** Repetitions are written out; this keeps {@code ((a{1000}){1000})} from filling the memory. */
    static final int MAXIMUM_STEPS = 10_000;

    private static final MatchCharacters NOTHING = new MatchCharacters(List.of(), false);

    private final List<Step> steps;

    private MatchProgram(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    boolean matches(int[] value) {
        States current = new States();
        current.reach(0, 0, value.length);
        for (int position = 0; position < value.length && current.size > 0; position++) {
            States next = new States();
            for (int index = 0; index < current.size; index++) {
                int number = current.numbers[index];
                if (steps.get(number).characters.contains(value[position])) {
                    next.reach(number + 1, position + 1, value.length);
                }
            }
            current = next;
        }
        return current.accepted;
    }

    private enum Kind {
        CONSUME,
        FORK,
        JUMP,
        AT_START,
        AT_END
    }

    private record Step(Kind kind, MatchCharacters characters, int branch) {}

    /** The steps that wait for the next character, at one position. */
    private final class States {
        private final boolean[] seen = new boolean[steps.size() + 1];
        private final int[] numbers = new int[steps.size()];
        private int size;
        private boolean accepted;

        /** Adds what is reached from a step without a character; iterative, as chains may be long. */
        void reach(int from, int position, int length) {
            int[] waiting = new int[16];
            int count = 0;
            waiting[count++] = from;
            while (count > 0) {
                int number = waiting[--count];
                if (seen[number]) {
                    continue;
                }
                seen[number] = true;
                if (count + 2 > waiting.length) {
                    waiting = Arrays.copyOf(waiting, waiting.length * 2);
                }
                count = follow(number, position, length, waiting, count);
            }
        }

        private int follow(int number, int position, int length, int[] waiting, int count) {
            if (number == steps.size()) {
                accepted = position == length;
                return count;
            }
            int end = count;
            Step step = steps.get(number);
            switch (step.kind) {
                case CONSUME -> numbers[size++] = number;
                case JUMP -> waiting[end++] = step.branch;
                case FORK -> {
                    waiting[end++] = step.branch;
                    waiting[end++] = number + 1;
                }
                case AT_START, AT_END -> {
                    if (position == (step.kind == Kind.AT_START ? 0 : length)) {
                        waiting[end++] = number + 1;
                    }
                }
            }
            return end;
        }
    }

    /** Builds a program step by step. */
    static final class Writer {
        private final List<Step> steps = new ArrayList<>();

        void consume(MatchCharacters characters) {
            add(new Step(Kind.CONSUME, characters, 0));
        }

        void anchor(boolean start) {
            add(new Step(start ? Kind.AT_START : Kind.AT_END, NOTHING, 0));
        }

        /** Goes on with the next step and with a branch yet to be set. */
        int fork() {
            return add(new Step(Kind.FORK, NOTHING, 0));
        }

        /** Goes on with a branch yet to be set. */
        int jump() {
            return add(new Step(Kind.JUMP, NOTHING, 0));
        }

        void setBranchToHere(int step) {
            setBranch(step, steps.size());
        }

        void setBranch(int step, int target) {
            steps.set(step, new Step(steps.get(step).kind, NOTHING, target));
        }

        MatchProgram finish() {
            return new MatchProgram(steps);
        }

        private int add(Step step) {
            if (steps.size() == MAXIMUM_STEPS) {
                throw new IllegalArgumentException("the expression is too large: more than " + MAXIMUM_STEPS
                        + " steps with repetitions written out");
            }
            steps.add(step);
            return steps.size() - 1;
        }
    }
}
