package dev.berth.scheduler.cli.text;

import java.util.Collection;
import java.util.Optional;

/** Finds what was probably meant by a misspelt word. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest edits, if those are at most a third of its letters, or if the word begins it. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        Optional<String> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int edits = letters(word) > 1 && candidate.startsWith(word) ? 1 : distance(word, candidate);
            if (edits < fewest && edits <= letters(candidate) / 3) {
                fewest = edits;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** Dashes before an option are no hint. */
    private static int letters(String word) {
        int dashes = 0;
        while (dashes < word.length() && word.charAt(dashes) == '-') {
            dashes++;
        }
        return word.length() - dashes;
    }

    /** How many letters have to be inserted, removed, replaced or swapped with their neighbour. */
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                edits[row][column] = fewest(edits, from, to, row, column);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int fewest(int[][] edits, String from, String to, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int replaced = edits[row - 1][column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[row - 1][column], edits[row][column - 1]) + 1);
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(best, edits[row - 2][column - 2] + 1) : best;
    }
}
