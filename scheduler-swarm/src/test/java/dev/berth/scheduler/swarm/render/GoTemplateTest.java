package dev.berth.scheduler.swarm.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTemplateTest {
    private static final String[] PARTS = {
        "{",
        "}",
        "{{",
        "}}",
        "{{{",
        "\"",
        "\\",
        "`",
        "-",
        " ",
        "\n",
        "\t",
        ".Node.Hostname",
        "/*",
        "*/",
        "$x",
        "ü",
        "\uD83D\uDEA2",
        "{{.Task.ID}}",
        "{{\"{{\"}}",
        "{{- ",
        " -}}",
        "a",
        "=",
        "%",
        "'"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{",
                "{{",
                "{{{",
                "{{{{{",
                "{{.Node.Hostname}}",
                "{{- \"x\" -}}",
                "a }} b {{ c",
                "{{\"{{\"}}",
                "{{/* no comment */}}",
                " {{ \n"
            })
    void whatAnEngineExpandsIsTheVeryText(String text) {
        assertThat(GoExpansion.of(GoTemplate.literal(text))).isEqualTo(text);
    }

    @Test
    void anyTextSurvives() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int parts = random.nextInt(8);
            for (int part = 0; part < parts; part++) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThat(GoExpansion.of(GoTemplate.literal(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void whatMeansNothingToATemplateIsLeftAsItIs() {
        assertThat(GoTemplate.literal("a { b } }} \"c\" \\ $d")).isEqualTo("a { b } }} \"c\" \\ $d");
    }
}
