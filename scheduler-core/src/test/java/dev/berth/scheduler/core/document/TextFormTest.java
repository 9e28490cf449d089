package dev.berth.scheduler.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormTest {
    private static final Node TREE = Parsed.yaml("""
                    name: web
                    arguments: [-c, "yes", "5", "10s", --port=80, "a: b", "", "line\\nline\\n"]
                    empty: {}
                    none: []
                    tasks:
                    - {name: main, ports: [{name: http}, {name: admin}]}
                    count: 3
                    """).documents().get(0);

    @Test
    void yamlIsInBlockStyleWithQuotesWhereTheyAreNeeded() {
        assertThat(YamlText.write(TREE)).isEqualTo("""
                        name: web
                        arguments:
                          - -c
                          - "yes"
                          - "5"
                          - 10s
                          - --port=80
                          - "a: b"
                          - ""
                          - |
                            line
                            line
                        empty: {}
                        none: []
                        tasks:
                          - name: main
                            ports:
                              - name: http
                              - name: admin
                        count: 3
                        """);
    }

    @Test
    void whatCouldMisleadAReaderIsAnEscapeInYamlAndInJson() {
        Node tree = MapNode.of(List.of(
                MapField.of("a\u202eb", ScalarNode.text("größe \u001b[2J\u009b\u007f\u2067")),
                MapField.of("lines", ScalarNode.text("one\ntwo\u200e\udb40\udc01"))));
        assertThat(YamlText.write(tree)).isEqualTo("""
                        "a\\u202eb": "größe \\u001b[2J\\u009b\\u007f\\u2067"
                        lines: "one\\ntwo\\u200e\\U000e0001"
                        """);
        assertThat(JsonText.line(tree))
                .isEqualTo("{\"a\\u202eb\":\"größe \\u001B[2J\\u009b\\u007f\\u2067\","
                        + "\"lines\":\"one\\ntwo\\u200e\\udb40\\udc01\"}");
        assertThat(JsonText.pretty(tree)).contains("a\\u202eb").contains("größe");
    }

    @Test
    void severalDocumentsHaveAMarkerBetweenThem() {
        Node document = MapNode.of(List.of(MapField.of("a", ScalarNode.number(1))));
        assertThat(YamlText.write(List.of(document, document))).isEqualTo("a: 1\n---\na: 1\n");
    }

    @Test
    void compactJsonIsOneLineAndPrettyJsonIsIndentedByTwo() {
        Node tree = Parsed.yaml("a: [1, true, x]\nb: {c: null}").documents().get(0);
        assertThat(JsonText.compact(tree)).isEqualTo("{\"a\":[1,true,\"x\"],\"b\":{\"c\":null}}");
        assertThat(JsonText.pretty(tree)).isEqualTo("""
                        {
                          "a": [
                            1,
                            true,
                            "x"
                          ],
                          "b": {
                            "c": null
                          }
                        }
                        """);
    }
}
