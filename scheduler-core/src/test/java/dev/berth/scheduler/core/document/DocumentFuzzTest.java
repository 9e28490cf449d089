package dev.berth.scheduler.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken texts give problems or trees, never anything thrown. */
class DocumentFuzzTest {
    private static final String VALID =
            "a: 1\nb:\n  - {c: 'x', \"d\": [1, 2]}\n  - |\n    text\n    more\ne: &f {g: ~}\n---\n{\"j\": [true, \"s\\n\"]}\n";
    private static final byte[] BYTES =
            "{}[]:,-?&*!|>'\"%@`#~ \t\n\r\\\0\u00ff.<=x0".getBytes(StandardCharsets.ISO_8859_1);

    static Stream<Integer> seeds() {
        return IntStream.range(0, 2000).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMutatedTextGivesTreesOrProblems(int seed) {
        byte[] mutated = mutate(VALID.getBytes(StandardCharsets.UTF_8), new Random(seed));
        for (String name : new String[] {"a.yaml", "a.json", "standard input"}) {
            ParsedDocuments parsed = Parsed.parse(name, mutated);
            assertThat(parsed.documents().size() + parsed.problems().size()).isPositive();
        }
    }

    private static byte[] mutate(byte[] text, Random random) {
        byte[] mutated = text.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            mutated[random.nextInt(mutated.length)] = BYTES[random.nextInt(BYTES.length)];
        }
        return mutated;
    }
}
