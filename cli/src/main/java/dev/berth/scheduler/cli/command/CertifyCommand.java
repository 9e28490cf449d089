package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.certify.Backends;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.certificate.Certificate;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth certify}: proves what backends do, rule by rule. */
final class CertifyCommand implements Command {
    private static final String DIRECTORY = "--directory";
    private static final String RULE = "--rule";
    private static final String FAST = "--fast";
    private static final String BACKEND = "BACKEND";

    @Override
    public void declare(CommandSpec spec) {
        Options.text(spec, "DIR", "Where to write certificate.json, .txt and .html.", "-o", DIRECTORY);
        Options.texts(spec, "RULE", "Only the tests of this rule, such as APP-2; may be repeated.", RULE);
        Options.flag(
                spec,
                "Only one test of each rule, the cheapest the backend claims to pass: an impression in minutes."
                        + " No certificate is written of it.",
                FAST);
        Options.parameters(
                spec,
                BACKEND,
                "1..*",
                String.join(", ", Backends.NAMES) + "; of a lab that is up " + String.join(", ", Backends.LABS)
                        + "; or a class that is a BackendUnderTest on the class path.");
        Options.help(
                spec,
                "Runs the contract kit against backends and writes what each does. Ends well only when nothing failed.",
                "berth certify local -o out",
                "berth certify swarm --fast");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Set<Rule> rules = rules(invocation.texts(RULE));
        Backends.require(invocation.parameters());
        Optional<Path> directory = invocation.text(DIRECTORY).map(Path::of);
        if (directory.isPresent() && invocation.flag(FAST)) {
            throw new UsageException(
                    "--fast proves too little for a certificate; leave out --directory, or run all tests");
        }
        directory.ifPresent(CertifyCommand::writable);
        List<CertificationResult> results = new ArrayList<>();
        for (String name : invocation.parameters()) {
            certify(name, rules, invocation).ifPresent(results::add);
        }
        if (results.isEmpty()) {
            return ExitCode.UNEXPECTED;
        }
        Certificate certificate = Certificate.of(results);
        boolean written = directory.isEmpty() || write(certificate, directory.get(), invocation);
        if (!written || results.size() < invocation.parameters().size()) {
            return ExitCode.UNEXPECTED;
        }
        return certificate.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Empty, which has been explained, when there is nothing to certify: the others have taken minutes perhaps. */
    private static Optional<CertificationResult> certify(String name, Set<Rule> rules, Invocation invocation)
            throws InterruptedException {
        try (BackendUnderTest backend = Backends.open(name)) {
            return Optional.of(certify(backend, rules, invocation));
        } catch (BackendException e) {
            invocation.error().line("berth: " + SafeText.line(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static CertificationResult certify(BackendUnderTest backend, Set<Rule> rules, Invocation invocation)
            throws InterruptedException {
        Certification certification = Certification.of(backend).only(rules).onEnd(test -> show(test, invocation));
        CertificationResult result = (invocation.flag(FAST) ? certification.fast() : certification).run();
        invocation.out().line(result.sentence() + ", in " + result.duration().toSeconds() + " s");
        return result;
    }

    private static void show(TestResult test, Invocation invocation) {
        // What the oracle saw begins on the second line; where an exception was thrown is in the certificate.
        String reason = test.reason()
                .lines()
                .limit(2)
                .map(String::strip)
                .filter(line -> !line.startsWith("at "))
                .collect(Collectors.joining(" ", ": ", ""));
        invocation
                .out()
                .line(String.format(
                        "%-7s %-6s %s%s",
                        test.outcome().name().replace('_', ' '),
                        test.rule(),
                        test.sentence(),
                        test.outcome() == Outcome.PASSED ? "" : reason));
    }

    /** Known before the tests have run, which takes minutes. */
    private static void writable(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "certificate", ".new"));
        } catch (IOException e) {
            throw new UsageException("--directory (=" + directory + ") can't be written: " + e, e);
        }
    }

    /** Whether they are written; the results stand above in any case. */
    private static boolean write(Certificate certificate, Path directory, Invocation invocation) {
        try {
            certificate.write(directory);
            invocation.error().line("berth: certificates are in " + directory);
            return true;
        } catch (IOException e) {
            invocation.error().line("berth: the certificates can't be written to " + directory + ": " + e);
            return false;
        }
    }

    private static Set<Rule> rules(List<String> names) {
        Set<Rule> rules = names.isEmpty() ? EnumSet.allOf(Rule.class) : EnumSet.noneOf(Rule.class);
        List<String> unknown =
                names.stream().filter(name -> Rule.of(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new UsageException("--rule (=" + String.join(", ", unknown) + ") must be a rule of the contract");
        }
        names.forEach(name -> Rule.of(name).ifPresent(rules::add));
        return rules;
    }
}
