package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.document.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a valid file, reading it gives specs or problems and throws nothing. */
class SpecFuzzTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        " ",
        "\n",
        "- ",
        "x",
        "-1",
        "~",
        "null",
        "1.5.Gi",
        "\"",
        "'",
        "#",
        "&a",
        "*a",
        "!!str",
        "<<: *a",
        "true",
        "99999999999",
        "kind: Application",
        "tasks:",
        "mode:",
        "name:",
        "\t",
        "\u2028",
        "\0"
    };

    static Stream<Integer> seeds() {
        return IntStream.range(0, 2000).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMutatedFileGivesSpecsOrProblems(int seed) throws IOException {
        Random random = new Random(seed);
        String file = random.nextBoolean() ? "golden/full.yaml" : "golden/application.yaml";
        String valid = Files.readString(Path.of("src/test/resources").resolve(file));
        ReadResult result = Specs.CODEC.read(
                Source.of("a.yaml", Path.of("/"), mutate(valid, random).getBytes(StandardCharsets.UTF_8)));
        assertThat(result.specs().size() + result.problems().size()).isPositive();
        assertThat(result.specs())
                .allSatisfy(located -> assertThat(Specs.CODEC.fromCanonical(Specs.CODEC.canonical(located.spec())))
                        .isEqualTo(located.spec()));
    }

    private static String mutate(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
                case 2 -> moveLine(text, at, random);
                default -> replaceWord(text, at, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }

    private static void moveLine(StringBuilder text, int at, Random random) {
        int start = text.lastIndexOf("\n", at - 1) + 1;
        int end = text.indexOf("\n", at) + 1;
        if (end > start) {
            String line = text.substring(start, end);
            text.delete(start, end);
            text.insert(text.lastIndexOf("\n", random.nextInt(text.length())) + 1, line);
        }
    }

    private static void replaceWord(StringBuilder text, int at, String word) {
        int start = text.lastIndexOf(" ", at) + 1;
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        text.replace(start, end, word);
    }
}
