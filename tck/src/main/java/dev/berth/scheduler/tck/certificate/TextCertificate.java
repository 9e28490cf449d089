package dev.berth.scheduler.tck.certificate;

import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleResult;
import dev.berth.scheduler.tck.run.TestResult;

/** A certificate for terminals. */
final class TextCertificate {
    private final Certificate certificate;
    private final StringBuilder out = new StringBuilder();

    TextCertificate(Certificate certificate) {
        this.certificate = certificate;
    }

    String text() {
        line("Berth contract kit " + certificate.kitVersion() + ", " + certificate.issued());
        certificate.backends().forEach(this::backend);
        return out.toString();
    }

    private void backend(CertificationResult result) {
        line("");
        line(result.backend()
                + result.info()
                        .map(info -> " (" + info.product() + " " + info.version() + ")")
                        .orElse(""));
        for (RuleResult rule : result.byRule()) {
            line(String.format(
                    "%-6s %-8s %-32s %6s  %s",
                    rule.rule(), rule.outcome(), rule.counts(), Seconds.of(rule.duration()), rule.reason()));
        }
        result.results().stream()
                .filter(test -> test.outcome() == Outcome.FAILED)
                .forEach(this::failure);
        line(result.sentence() + ", in " + result.duration().toSeconds() + " s");
    }

    private void failure(TestResult test) {
        line("");
        line("FAILED " + test.rule() + " " + test.test());
        line("MUST: " + test.rule().sentence());
        test.reason().lines().forEach(text -> line("  " + text));
        line("  what was asked and seen:");
        test.history().forEach(text -> line("  " + text));
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
