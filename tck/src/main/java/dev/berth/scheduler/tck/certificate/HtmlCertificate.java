package dev.berth.scheduler.tck.certificate;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleResult;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A certificate as one page: backends by rules. Every outcome is a word and a shape besides its colour. */
final class HtmlCertificate {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final Certificate certificate;
    private final StringBuilder out = new StringBuilder();

    HtmlCertificate(Certificate certificate) {
        this.certificate = certificate;
    }

    String text() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Berth contract certificate</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>Berth contract certificate</h1>\n<p>Kit ")
                .append(escaped(certificate.kitVersion()))
                .append(", issued ")
                .append(DATE.format(certificate.issued().atOffset(ZoneOffset.UTC)))
                .append("</p>\n<ul class=\"backends\">\n");
        certificate.backends().forEach(this::summary);
        out.append("</ul>\n");
        legend();
        matrix();
        certificate.backends().forEach(this::failures);
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void summary(CertificationResult result) {
        out.append("<li><strong>")
                .append(escaped(result.backend()))
                .append("</strong> ")
                .append(result.info()
                        .map(info -> escaped(info.product() + " " + info.version()) + " ")
                        .orElse(""));
        for (Outcome outcome : Outcome.values()) {
            out.append("<span class=\"total\">")
                    .append(badge(outcome))
                    .append(' ')
                    .append(result.count(outcome))
                    .append("</span> ");
        }
        out.append("<span class=\"count\">of ")
                .append(result.results().size())
                .append(" tests, in ")
                .append(Seconds.of(result.duration()))
                .append("</span></li>\n");
    }

    private void legend() {
        out.append("<dl class=\"legend\">\n");
        term(Outcome.PASSED, "claimed, and done as the rule says");
        term(Outcome.FAILED, "claimed, and not done");
        term(Outcome.REFUSED, "declared unsupported, and proven to be refused before anything changed");
        term(Outcome.NOT_RUN, "could not be tried here, for the reason given");
        out.append("</dl>\n");
    }

    private void term(Outcome outcome, String meaning) {
        out.append("<div><dt>")
                .append(badge(outcome))
                .append("</dt><dd>")
                .append(meaning)
                .append("</dd></div>\n");
    }

    private void matrix() {
        out.append("<table role=\"table\">\n<thead><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Rule</th>");
        certificate
                .backends()
                .forEach(result -> out.append("<th role=\"columnheader\" scope=\"col\">")
                        .append(escaped(result.backend()))
                        .append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        Rule.Group group = null;
        for (Rule rule : Rule.values()) {
            if (rule.group() != group) {
                group = rule.group();
                out.append("<tr role=\"row\" class=\"group\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"")
                        .append(certificate.backends().size() + 1)
                        .append("\">")
                        .append(escaped(group.title()))
                        .append("</th></tr>\n");
            }
            row(rule);
        }
        out.append("</tbody>\n</table>\n");
    }

    private void row(Rule rule) {
        out.append("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><span class=\"id\">")
                .append(rule.id())
                .append("</span> <span class=\"must\">")
                .append(escaped(rule.sentence()))
                .append("</span></th>");
        for (CertificationResult result : certificate.backends()) {
            out.append("<td role=\"cell\" data-backend=\"")
                    .append(escaped(result.backend()))
                    .append("\">");
            cell(result.of(rule));
            out.append("</td>");
        }
        out.append("</tr>\n");
    }

    private void cell(RuleResult result) {
        out.append("<details><summary>")
                .append(badge(result.outcome()))
                .append(" <span class=\"count\">")
                .append(result.counts())
                .append(result.tests().isEmpty() ? "" : ", " + Seconds.of(result.duration()))
                .append("</span>");
        if (!result.reason().isEmpty()) {
            out.append(" <span class=\"reason\">")
                    .append(result.outcome() == Outcome.REFUSED ? "lacks " : "")
                    .append(escaped(result.reason()))
                    .append("</span>");
        }
        out.append("</summary>\n<ul>");
        result.tests().forEach(this::test);
        out.append("</ul></details>");
    }

    private void test(TestResult test) {
        out.append("<li>")
                .append(badge(test.outcome()))
                .append(' ')
                .append(escaped(test.sentence()))
                .append(" <span class=\"count\">")
                .append(Seconds.of(test.duration()))
                .append("</span>");
        test.reason()
                .lines()
                .findFirst()
                .ifPresent(
                        reason -> out.append(": <em>").append(escaped(reason)).append("</em>"));
        out.append("</li>\n");
    }

    private void failures(CertificationResult result) {
        for (TestResult test : result.results()) {
            if (test.outcome() == Outcome.FAILED) {
                out.append("<section><h2>")
                        .append(badge(Outcome.FAILED))
                        .append(' ')
                        .append(escaped(result.backend() + " " + test.rule() + " " + test.test()))
                        .append("</h2>\n<pre>")
                        .append(escaped(test.reason()))
                        .append("\n\n")
                        .append(escaped(String.join("\n", test.history())))
                        .append("</pre></section>\n");
            }
        }
    }

    private static String badge(Outcome outcome) {
        String shape = switch (outcome) {
            case PASSED -> "&#10003;";
            case FAILED -> "&#10007;";
            case REFUSED -> "&#8856;";
            case NOT_RUN -> "&#8211;";
        };
        String name = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "<span class=\"badge " + name + "\">" + shape + " "
                + outcome.name().replace('_', ' ') + "</span>";
    }

    private static String style() {
        try (InputStream style = HtmlCertificate.class.getResourceAsStream("certificate.css")) {
            if (style == null) {
                throw new IllegalStateException("certificate.css is not beside " + HtmlCertificate.class.getName());
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
