package dev.berth.scheduler.core.document;

import static dev.berth.scheduler.core.document.Parsed.at;
import static dev.berth.scheduler.core.document.Parsed.json;
import static dev.berth.scheduler.core.document.Parsed.parse;
import static dev.berth.scheduler.core.document.Parsed.problems;
import static dev.berth.scheduler.core.document.Parsed.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @Test
    void everyValueKnowsItsLineColumnAndPath() {
        ParsedDocuments parsed = yaml("a: 1\ntasks:\n  - name: main\n    ports: [ x, {name: web} ]\n");
        ListNode tasks = (ListNode) at(parsed, "tasks");
        MapField ports = ((MapNode) tasks.items().get(0)).field("ports").orElseThrow();
        MapNode web = (MapNode) ((ListNode) ports.value()).items().get(1);
        assertThat(ports.place()).hasToString("a.yaml:4:5 tasks[0].ports");
        assertThat(ports.value().place()).hasToString("a.yaml:4:12 tasks[0].ports");
        assertThat(web.fields().get(0).value().place()).hasToString("a.yaml:4:24 tasks[0].ports[1].name");
    }

    @Test
    void jsonPositionsAreThoseOfTheText() {
        ParsedDocuments parsed = json("{\n  \"a\": [1,\n    {\"b\": true}]\n}");
        MapNode inner = (MapNode) ((ListNode) at(parsed, "a")).items().get(1);
        assertThat(inner.fields().get(0).place()).hasToString("a.json:3:6 a[1].b");
        assertThat(inner.fields().get(0).value().place()).hasToString("a.json:3:11 a[1].b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "yes", "0x1F", "True", "1_000", "12:30:45", "2001-12-14", ".inf", "08", "1e3"})
    void aPlainScalarKeepsItsTextAsWritten(String text) {
        ScalarNode scalar = (ScalarNode) at(yaml("value: " + text), "value");
        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.quoted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"value: \"null\"", "value: 'null'", "value: |-\n  null\n", "value: >-\n  null\n"})
    void quotesAndBlocksMakeText(String text) {
        assertThat(at(yaml(text), "value")).isInstanceOfSatisfying(ScalarNode.class, scalar -> {
            assertThat(scalar.text()).isEqualTo("null");
            assertThat(scalar.quoted()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"value:", "value: ~", "value: null", "value: NULL # none"})
    void nothingIsNothing(String text) {
        assertThat(at(yaml(text), "value").kind()).isEqualTo(Node.Kind.NULL);
    }

    @Test
    void jsonNumbersKeepTheirTextAndStringsAreQuoted() {
        ParsedDocuments parsed = json("{\"a\": 1.10, \"b\": \"1.10\", \"c\": 123456789012345678901234567890}");
        assertThat(((ScalarNode) at(parsed, "a")).text()).isEqualTo("1.10");
        assertThat(((ScalarNode) at(parsed, "a")).quoted()).isFalse();
        assertThat(((ScalarNode) at(parsed, "b")).quoted()).isTrue();
        assertThat(((ScalarNode) at(parsed, "c")).text()).isEqualTo("123456789012345678901234567890");
    }

    @Test
    void emptyDocumentsBetweenMarkersAreLeftOut() {
        ParsedDocuments parsed = yaml("---\na: 1\n---\n# nothing here\n---\nb: 2\n...\n---\n");
        assertThat(parsed.documents()).hasSize(2);
        assertThat(parsed.problems()).isEmpty();
    }

    @Test
    void severalJsonValuesAreSeveralDocuments() {
        assertThat(json("{\"a\":1}\n{\"a\":2}").documents()).hasSize(2);
    }

    @Test
    void textWithoutATellingNameIsJsonWhenItBeginsLikeIt() {
        String tabbed = "{\n\t\"a\":1\n}";
        assertThat(problems(parse("-", tabbed.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(problems(parse("-", "{a: 1}".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        ParsedDocuments parsed = yaml("\ufeffa: 1");
        assertThat(parsed.problems()).isEmpty();
        assertThat(((MapNode) parsed.documents().get(0)).fields().get(0).place())
                .hasToString("a.yaml:1:1 a");
    }

    @Test
    void anOddFieldNameIsQuotedInPaths() {
        MapNode labels = (MapNode) at(yaml("labels: {example.org/tier: web}"), "labels");
        assertThat(labels.fields().get(0).place().path()).isEqualTo("labels[\"example.org/tier\"]");
    }

    @Test
    void emojiAndEscapedPairsAreOneCharacter() {
        assertThat(((ScalarNode) at(yaml("a: \"\\ud83d\\ude00\""), "a")).text()).isEqualTo("😀");
        assertThat(((ScalarNode) at(json("{\"a\": \"\\ud83d\\ude00\"}"), "a")).text())
                .isEqualTo("😀");
    }
}
