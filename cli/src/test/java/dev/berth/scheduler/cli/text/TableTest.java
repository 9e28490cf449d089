package dev.berth.scheduler.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsColumnsAndLeavesNoBlanksAtTheEndOfALine() {
        Table table =
                Table.of("NAME", "WHY").row(Cell.of("web"), Cell.of("")).row(Cell.of("a-long-name"), Cell.of("x"));
        assertThat(table.lines(Colours.OFF)).containsExactly("NAME         WHY", "web", "a-long-name  x");
    }

    @Test
    void countsWideCharactersAsTwoColumnsAndCombiningOnesAsNone() {
        Table table = Table.of("N", "V").row(Cell.of("日本"), Cell.of(1)).row(Cell.of("e\u0301"), Cell.of(2));
        assertThat(table.lines(Colours.OFF)).containsExactly("N     V", "日本  1", "e\u0301     2");
    }

    @Test
    void paintsWithoutMovingAColumn() {
        Table table = Table.of("N", "V").row(Cell.of("ok", Colour.GOOD), Cell.of(1));
        assertThat(table.lines(Colours.ON).get(1)).isEqualTo("\u001b[32mok\u001b[0m  1");
    }

    @Test
    void keepsARowOnOneLineWhateverACellHolds() {
        assertThat(Table.of("N")
                        .row(Cell.of("a\nb\u001b[2J"))
                        .lines(Colours.OFF)
                        .get(1))
                .isEqualTo("a\\nb\\x1b[2J");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> Table.of("A", "B").row(Cell.of("a")))
                .hasMessage("cells (=1) must be as many as headings (=2)");
    }
}
