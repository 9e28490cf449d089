package dev.berth.scheduler.core.codec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the allowed names somebody may have meant. */
final class NearestName {
    private static final int LONG_LIST = 12;
    /** Longer words are cut: the cost grows with the product of both lengths, and nobody misspells beyond this. */
    private static final int LONGEST = 40;
    /** So many letters at least have a shorter and a longer way to write a name in common. */
    private static final int BEGINNING = 3;

    private NearestName() {}

    /** The allowed name with the fewest edits to {@code written}, if those are few for its length. */
    static Optional<String> of(String written, Collection<String> allowed) {
        String wanted = fold(written);
        String best = "";
        int fewest = Math.max(2, wanted.length() / 3) + 1;
        for (String name : allowed) {
            int edits = distance(wanted, fold(name));
            if (edits < fewest && edits < wanted.length()) {
                fewest = edits;
                best = name;
            }
        }
        return best.isEmpty() ? shortened(wanted, allowed) : Optional.of(best);
    }

    /** The only name of which {@code wanted} is a shorter way to write: {@code env}, {@code maxSurge}. */
    private static Optional<String> shortened(String wanted, Collection<String> allowed) {
        List<String> longer =
                allowed.stream().filter(name -> shortens(wanted, fold(name))).toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** Whether {@code name} begins as {@code wanted} and has its other letters in their order. */
    private static boolean shortens(String wanted, String name) {
        if (wanted.length() < BEGINNING || !name.startsWith(wanted.substring(0, BEGINNING))) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < wanted.length(); i++) {
            at = name.indexOf(wanted.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code ; did you mean 'name'? allowed: …}, where a long list would only hide the name that was meant. */
    static String hint(String written, Collection<String> allowed) {
        String all = "allowed: " + String.join(", ", allowed);
        boolean helps = allowed.size() > 1 && allowed.size() <= LONG_LIST;
        return of(written, allowed)
                .map(name -> "; did you mean '" + name + "'?" + (helps ? " " + all : ""))
                .orElse("; " + all);
    }

    private static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
