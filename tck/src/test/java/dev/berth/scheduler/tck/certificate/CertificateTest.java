package dev.berth.scheduler.tck.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleResult;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What certificates say. */
class CertificateTest {
    private static final Certificate CERTIFICATE = new Certificate(
            "1.0",
            Instant.EPOCH,
            List.of(new CertificationResult(
                    "toy",
                    Optional.empty(),
                    Instant.EPOCH,
                    Duration.ofSeconds(3),
                    List.of(
                            result(Rule.APP_1, Outcome.PASSED, ""),
                            result(Rule.APP_2, Outcome.FAILED, "saw <b> & \"more\"\nthan asked"),
                            result(Rule.HLT_2, Outcome.REFUSED, "health.liveness.command"),
                            result(Rule.NOD_3, Outcome.NOT_RUN, "one machine")))));

    private static TestResult result(Rule rule, Outcome outcome, String reason) {
        return new TestResult(
                "Tests." + rule, rule, "something holds", outcome, reason, Duration.ofMillis(7), List.of("0.001 call"));
    }

    @Test
    void jsonHasItsVersionTheCountsAndEveryRule() {
        String json = CERTIFICATE.json();
        assertThat(json)
                .contains("\"schemaVersion\": 1", "\"good\": false", "\"PASSED\": 1", "\"NOT_RUN\": 1")
                .contains("\"reason\": \"saw <b> & \\\"more\\\"\\u000athan asked\"");
        for (Rule rule : Rule.values()) {
            assertThat(json).contains("\"id\": \"" + rule.id() + "\"");
        }
    }

    @Test
    void whatWasThereStaysWhenNotAllCanBeWritten(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("certificate.json"), "before");
        Files.createDirectory(directory.resolve("certificate.html.new"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CERTIFICATE.write(directory));
        assertThat(directory).isDirectoryNotContaining("glob:**.txt*");
        assertThat(directory.resolve("certificate.json")).hasContent("before");
    }

    @Test
    void textHasALineForEachRuleAndTheHistoryOfWhatFailed() {
        assertThat(CERTIFICATE.text())
                .containsPattern("(?m)^APP-1 +PASSED +1 passed +0.0 s")
                .containsPattern("(?m)^CRN-1 +NOT_RUN +0.0 s +no test of it was run")
                .contains("FAILED APP-2 Tests.APP-2", "0.001 call")
                .contains("toy: 4 tests: 1 passed, 1 failed, 1 refused as declared, 1 not run, in 3 s");
    }

    @Test
    void thePageSaysOutcomesInWordsEscapesWhatItShowsAndNeedsNothingElse() {
        String page = CERTIFICATE.html();
        assertThat(page)
                .contains("&#10003; PASSED", "&#10007; FAILED", "&#8856; REFUSED", "&#8211; NOT RUN")
                .contains("saw &lt;b&gt; &amp; &quot;more&quot;")
                .doesNotContain("<scr" + "ipt", "http://", "https://", "<b>");
        for (Rule rule : Rule.values()) {
            assertThat(page).contains(">" + rule.id() + "<");
        }
    }

    @Test
    void oneWordForSeveralTestsHidesNone() {
        RuleResult rule = new RuleResult(
                Rule.APP_1,
                List.of(
                        result(Rule.APP_1, Outcome.PASSED, ""),
                        result(Rule.APP_1, Outcome.PASSED, ""),
                        result(Rule.APP_1, Outcome.NOT_RUN, "one node")));
        assertThat(rule.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(rule.counts()).isEqualTo("2 passed, 1 not run");
    }

    @Test
    void itIsWrittenInThreeForms(@TempDir Path directory) throws IOException {
        CERTIFICATE.write(directory.resolve("out"));
        try (var files = Files.list(directory.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("certificate.json", "certificate.txt", "certificate.html");
        }
    }
}
