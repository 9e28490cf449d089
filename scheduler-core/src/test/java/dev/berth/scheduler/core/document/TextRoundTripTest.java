package dev.berth.scheduler.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever tree is written is read back the same, from YAML and from JSON. */
class TextRoundTripTest {
    private static final String[] PIECES = {
        "a", "Z", "0", "9", ".", "-", "_", "/", ":", ": ", " #", "#", " ", "  ", "\n", "\n\n", "\t", "\r", "\\", "\"",
        "'", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "- ", "$", "{{", "~", "null", "true",
        "no", "1e3", "0x1F", "10s", "512Mi", "ü", "😀", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u007f", "\u0001",
        "---", "...", "=", "<<"
    };

    private static final String[] MISLEADING = {"\u202e", "\u200b", "\u061c", "\udb40\udc01"};

    static Stream<Integer> seeds() {
        return IntStream.range(0, 500).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTreeWrittenAndReadIsTheSameTree(int seed) {
        MapNode tree = map(new Random(seed), 4);
        assertReadBack(tree, Parsed.yaml(YamlText.write(tree)));
        assertReadBack(tree, Parsed.json(JsonText.compact(tree)));
        assertReadBack(tree, Parsed.json(JsonText.line(tree)));
        assertReadBack(tree, Parsed.json(JsonText.pretty(tree)));
    }

    private static void assertReadBack(MapNode tree, ParsedDocuments parsed) {
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents())
                .singleElement()
                .satisfies(read -> assertThat(JsonText.compact(read)).isEqualTo(JsonText.compact(tree)));
    }

    private static Node node(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> ScalarNode.number(random.nextInt());
            case 1 -> ScalarNode.truth(random.nextBoolean());
            case 2 -> new NullNode(Place.NOWHERE);
            case 5 -> map(random, depth - 1);
            case 6 -> list(random, depth - 1);
            default -> ScalarNode.text(text(random));
        };
    }

    private static MapNode map(Random random, int depth) {
        List<MapField> fields = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            fields.add(MapField.of(text(random) + i, node(random, depth)));
        }
        return MapNode.of(fields);
    }

    private static ListNode list(Random random, int depth) {
        List<Node> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(node(random, depth));
        }
        return ListNode.of(items);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            String[] pieces = random.nextInt(20) == 0 ? MISLEADING : PIECES;
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
