package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Manifests as text: what is read is what was written, by us and by a reader of YAML 1.1, as Kubernetes has one. */
class ManifestTextTest {
    private static final int KIBIBYTE = 1024;

    private static ObjectNode theirs(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Object value = new Yaml(new SafeConstructor(options)).load(text);
        return Json.read(Json.write(new ObjectMapper().valueToTree(value)));
    }

    private static void isExact(ObjectNode manifest) {
        ObjectNode wanted = Json.read(Json.write(manifest));
        String text = ManifestText.write(manifest);
        assertThat(List.<Function<String, ObjectNode>>of(ManifestText::read, ManifestTextTest::theirs))
                .allSatisfy(reader -> assertThat(reader.apply(text)).isEqualTo(wanted));
    }

    @Test
    void everyTextIsReadAsItWasWritten() {
        ObjectNode manifest = Json.object();
        ArrayNode texts = manifest.putArray("texts");
        HardTexts.all(new Random(6)).forEach(texts::add);
        isExact(manifest);
    }

    @Test
    void everyNameOfAFieldIsReadAsItWasWritten() {
        ObjectNode manifest = Json.object();
        HardTexts.all(new Random(7)).forEach(name -> manifest.put(name, 1));
        isExact(manifest);
    }

    @Test
    void treesAreReadAsTheyWereWritten() {
        Random random = new Random(8);
        List<String> texts = HardTexts.all(random).toList();
        for (int i = 0; i < 200; i++) {
            ObjectNode manifest = Json.object();
            grow(manifest, texts, random, 4);
            isExact(manifest);
        }
    }

    private static void grow(ObjectNode object, List<String> texts, Random random, int depth) {
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            String name = texts.get(random.nextInt(texts.size()));
            String text = texts.get(random.nextInt(texts.size()));
            switch (random.nextInt(depth == 0 ? 3 : 6)) {
                case 0 -> object.put(name, random.nextLong() >> random.nextInt(64));
                case 1 -> object.put(name, random.nextBoolean());
                case 2 -> object.put(name, text);
                case 3 -> grow(object.putObject(name), texts, random, depth - 1);
                case 4 -> object.putArray(name).add(text).addArray().add(text);
                default -> grow(object.putArray(name).add(text).addObject(), texts, random, depth - 1);
            }
        }
    }

    @Test
    void numbersAreReadAsTheyWereWritten() {
        ObjectNode manifest = Json.object().put("most", Long.MAX_VALUE).put("least", Long.MIN_VALUE);
        isExact(manifest.put("half", 0.5).put("small", 1.0e-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\n", "\uE000", "\uD83D\uDEA2", "a \n", "yes: "})
    void aLongTextIsReadAsItWasWritten(String part) {
        isExact(Json.object().put("text", part.repeat(128 * KIBIBYTE / part.length())));
    }

    @Test
    void severalStandOneAfterAnother() {
        String text = ManifestText.write(Json.object().put("a", "x\ny"))
                + ManifestText.write(Json.object().put("b", 2));
        assertThat(new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text))
                .hasSize(2);
    }

    @Test
    void isReadableWhereItCanBe() {
        ObjectNode manifest = Json.object().put("apiVersion", "v1").put("on", "on");
        manifest.putArray("args").add("sh").add("one\ntwo");
        assertThat(ManifestText.write(manifest))
                .isEqualTo("---\napiVersion: v1\n\"on\": \"on\"\nargs:\n  - sh\n  - |-\n    one\n    two\n");
    }

    @Test
    void whatIsDamagedIsToldWithoutItsValues() {
        assertThatThrownBy(() -> ManifestText.read("---\npassword: s3cret\n  x: [\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the document of a native object is no YAML of one object");
    }
}
