package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of tests and mutants in docs/contract.md is the one there is. */
class MutantTableTest {
    private static final Path CONTRACT = Path.of("..", "docs", "contract.md");
    private static final String BEGIN = "<!-- tests and mutants: generated -->\n";
    private static final String END = "<!-- end of tests and mutants -->";

    @Test
    void everyRuleWithTestsHasAMutantOrAReason() {
        assertThat(MutantTable.tests().keySet())
                .allSatisfy(rule -> assertThat(
                                !MutantTable.mutants(rule).isEmpty() || MutantTable.WITHOUT.containsKey(rule))
                        .as("rule " + rule + " has a mutant, or a reason in MutantTable")
                        .isTrue());
    }

    @Test
    void everySideEffectIsOfAMutantThatThereIs() {
        List<String> lies = MutantTable.MUTANTS.stream().map(Mutant::lie).toList();
        assertThat(SideEffects.ALL).allSatisfy(one -> assertThat(lies).containsAll(one.lies()));
    }

    /** With {@code -Dcontract.write} it is written instead. */
    @Test
    void theTableInTheContractIsTheOneThereIs() throws IOException {
        String text = Files.readString(CONTRACT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (System.getProperty("contract.write") != null) {
            Files.writeString(CONTRACT, text.substring(0, begin) + MutantTable.text() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end))
                    .as("the table in docs/contract.md; -Dcontract.write writes it anew")
                    .isEqualTo(MutantTable.text());
        }
    }
}
