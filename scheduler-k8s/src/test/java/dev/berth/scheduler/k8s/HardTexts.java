package dev.berth.scheduler.k8s;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that a careless writer of YAML gets wrong, and random ones made of what makes them so. */
final class HardTexts {
    private static final List<String> WORDS = List.of(
            "~ yes No ON y n null Null true TRUE 1 -0 +1 007 0o7 0x1F 0b1 1_000 1e3 1.5E+3 .5 1. .inf -.INF .nan 190:20:30 2001-12-14"
                    .split(" "));

    private static final List<String> SIGNS = List.of(
            "= << a: :a #a - --- ... ? * *a &a !a !!int %a @a `a` [a] {a} , | > ' \" 'a' \"a\" \\ \\n a\\ $$ $(HOME) ${A} 5% v1 a,b -x --y=1 /bin/sh"
                    .split(" "));

    private static final List<String> OTHERS = List.of(
            "",
            " ",
            "a: b",
            "a #b",
            "- a",
            "? a",
            "2001-12-14t21:59:43.10-05:00",
            " a",
            "a ",
            "a\n",
            "\n",
            "\na",
            "a\nb",
            "a\nb\n\n",
            "a\n b",
            " a\nb",
            "a\n  \nb",
            "a\n  ",
            "a\t\nb",
            "\ta\nb",
            "a\n\tb",
            "a\r\nb",
            "a\n---\nb",
            "a\n# b\nc",
            "a\n...\n",
            "a: b\nc: d\n",
            "\u0001\u007f\u0085\u00a0\u2028\u2029\ufeff",
            "ü ß 中文",
            "\uD83D\uDEA2 ship",
            "e\u0301",
            "\u202eabc",
            "\uE000",
            "\uFFFD\uFFFE");

    private static final List<String> PARTS = List.of(
            "a",
            "7",
            "-",
            ".",
            ":",
            ": ",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n ",
            "\t",
            " #",
            "'",
            "\"",
            "\\",
            "{",
            "]",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "~",
            "$",
            "<<",
            "---",
            "yes",
            "null",
            "e3",
            "ü",
            "\uD83D\uDEA2",
            "\u2028",
            "\u0085",
            "\r");

    private HardTexts() {}

    /** The known ones first. */
    static Stream<String> all(Random random) {
        Stream<String> known = Stream.of(WORDS, SIGNS, OTHERS).flatMap(List::stream);
        return Stream.concat(known, IntStream.range(0, 400).mapToObj(i -> text(random)));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(8);
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
