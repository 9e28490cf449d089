package dev.berth.scheduler.tck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The catalogue is docs/contract.md. */
class RuleCatalogueTest {
    private static final Pattern LINE =
            Pattern.compile("## (?<group>.+)|\\| (?<id>[A-Z]+-\\d+) \\| (?<sentence>.*?) \\|.*");

    @Test
    void hasTheRulesOfTheDocumentWordForWordAndInItsOrder() throws IOException {
        List<String> written = new ArrayList<>();
        String group = "";
        for (String line : Files.readAllLines(Path.of("../docs/contract.md"))) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && matcher.group("group") != null) {
                group = matcher.group("group");
            } else if (matcher.matches()) {
                written.add(matcher.group("id") + " " + group + ": " + matcher.group("sentence"));
            }
        }
        assertThat(Arrays.stream(Rule.values())
                        .map(rule -> rule.id() + " " + rule.group().title() + ": " + rule.sentence()))
                .isNotEmpty()
                .containsExactlyElementsOf(written);
    }

    @Test
    void findsARuleByItsId() {
        assertThat(Rule.of("APP-2")).contains(Rule.APP_2);
        assertThat(Rule.of("APP-99")).isEmpty();
    }
}
