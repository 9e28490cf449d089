package dev.berth.scheduler.core.document;

import static dev.berth.scheduler.core.document.Parsed.json;
import static dev.berth.scheduler.core.document.Parsed.parse;
import static dev.berth.scheduler.core.document.Parsed.problems;
import static dev.berth.scheduler.core.document.Parsed.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentProblemsTest {
    private static final String INSTEAD =
            "; write the value out, or share it through `defaults` of `kind: Application`";

    @Test
    void tellsEveryDuplicateFieldOfEveryDocument() {
        assertThat(problems(yaml("a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n---\nx: 1\nx: 2\n")))
                .containsExactly(
                        "a.yaml:2:11: b.c: duplicate field; it already stands in line 2",
                        "a.yaml:3:1: a: duplicate field; it already stands in line 1",
                        "a.yaml:4:1: a: duplicate field; it already stands in line 1",
                        "a.yaml:7:1: x: duplicate field; it already stands in line 6");
    }

    @Test
    void tellsEveryDuplicateFieldOfJson() {
        assertThat(problems(json("{\"a\": 1,\n\"a\": 2,\n\"b\": {\"c\": 1, \"c\": 1}}")))
                .containsExactly(
                        "a.json:2:1: a: duplicate field; it already stands in line 1",
                        "a.json:3:15: b.c: duplicate field; it already stands in line 3");
    }

    @Test
    void refusesAnchorsAliasesAndMergeKeysAndSaysWhatToWrite() {
        assertThat(problems(yaml("base: &base {a: 1}\nuse: *base\nmerged:\n  <<: *base\n  &k b: 1\n")))
                .containsExactly(
                        "a.yaml:1:7: base: an anchor (&base) is not taken" + INSTEAD,
                        "a.yaml:2:6: use: an alias (*base) is not taken",
                        "a.yaml:4:7: merged[\"<<\"]: an alias (*base) is not taken",
                        "a.yaml:4:3: merged[\"<<\"]: a merge key is not taken",
                        "a.yaml:5:3: merged.b: an anchor (&k) is not taken");
    }

    @Test
    void whatWasRefusedIsUnreadableAndNotTakenForSomethingElse() {
        assertThat(Parsed.at(yaml("a: &x 1\nb: *x"), "b").kind()).isEqualTo(Node.Kind.UNREADABLE);
    }

    @Test
    void refusesTagsOnValuesCollectionsAndNames() {
        assertThat(problems(yaml("a: !!str 5\nb: !mine {c: 1}\n!!str d: 1\n")))
                .containsExactly(
                        "a.yaml:1:4: a: a tag (tag:yaml.org,2002:str) is not taken; write text in double quotes instead",
                        "a.yaml:2:4: b: a tag (!mine) is not taken; write text in double quotes instead",
                        "a.yaml:3:1: d: a tag (tag:yaml.org,2002:str) is not taken; write text in double quotes instead");
    }

    @Test
    void refusesANameThatIsNoText() {
        assertThat(problems(yaml("? [a, b]\n: 1\nc: 2\nc: 3\n")))
                .containsExactly(
                        "a.yaml:1:3: [\"?\"]: a field's name must be text",
                        "a.yaml:4:1: c: duplicate field; it already stands in line 3");
    }

    @Test
    void aSyntaxErrorStopsTheTextButNotWhatWasFoundBefore() {
        ParsedDocuments parsed = yaml("a: 1\na: 2\n---\nb: [1, 2\nc: 3\n");
        assertThat(parsed.documents()).hasSize(1);
        assertThat(problems(parsed)).hasSize(2).last().asString().startsWith("a.yaml:5:2: is not YAML: ");
    }

    @Test
    void aTabAsIndentationIsASyntaxErrorWithItsPlace() {
        assertThat(problems(yaml("a:\n\tb: 1\n")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:2:1: is not YAML: ")
                .contains("TAB");
    }

    @Test
    void aJsonSyntaxErrorHasItsPlace() {
        assertThat(problems(json("{\n  \"a\": tru\n}")))
                .singleElement()
                .asString()
                .startsWith("a.json:2:")
                .contains("is not JSON: Unrecognized token 'tru'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\n", "# only a comment\n", "---\n---\n", "null"})
    void refusesATextWithoutDocuments(String text) {
        assertThat(problems(yaml(text))).containsExactly("a.yaml is empty; it must hold at least one document");
    }

    @Test
    void tellsTheFirstByteThatIsNotUtf8() {
        byte[] content = "a: gr\u00fcn\nb: gr\u00fcn\n".getBytes(StandardCharsets.UTF_8);
        content[13] = (byte) 0xfc;
        assertThat(problems(parse("a.yaml", content)))
                .containsExactly("a.yaml:2:5: is not UTF-8: byte 0xfc at offset 13; save the file as UTF-8");
    }

    @Test
    void tellsATextThatEndsWithinACharacter() {
        byte[] content = {'a', ':', ' ', (byte) 0xc3};
        assertThat(problems(parse("a.yaml", content)))
                .containsExactly("a.yaml:1:4: is not UTF-8: byte 0xc3 at offset 3; save the file as UTF-8");
    }

    @Test
    void tellsUtf16() {
        assertThat(problems(parse("a.yaml", "\ufeffa: 1".getBytes(StandardCharsets.UTF_16LE))))
                .containsExactly("a.yaml:1:1: is not UTF-8: byte 0xff at offset 0; save the file as UTF-8");
    }

    @Test
    void refusesNulWrittenRawOrEscaped() {
        assertThat(problems(yaml("a: 1\nb: x\0y\n")))
                .containsExactly("a.yaml:2:5: the character U+0000 can't stand in YAML as it is; escape it within"
                        + " double quotes");
        assertThat(problems(yaml("a: \"x\\0y\"\n")))
                .containsExactly("a.yaml:1:4: a: holds the character U+0000 (NUL), which no process can be given");
        assertThat(problems(json("{\"a\": \"\\u0000\"}")))
                .containsExactly("a.json:1:7: a: holds the character U+0000 (NUL), which no process can be given");
    }

    @Test
    void refusesALineSeparatorThatYamlVersionsReadDifferently() {
        assertThat(problems(yaml("a: x\u2028y")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:5: the character U+2028");
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(problems(json("{\"a\": \"\\ud83d\"}")))
                .containsExactly("a.json:1:7: a: holds half a character (an unpaired surrogate)");
    }
}
