package dev.berth.scheduler.tck.certificate;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleResult;
import dev.berth.scheduler.tck.run.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A certificate for machines. */
final class JsonCertificate {
    private static final int SCHEMA_VERSION = 1;

    private final Certificate certificate;

    JsonCertificate(Certificate certificate) {
        this.certificate = certificate;
    }

    String text() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("kitVersion", certificate.kitVersion());
        document.put("issued", certificate.issued().toString());
        document.put("good", certificate.isGood());
        document.put(
                "backends",
                certificate.backends().stream().map(JsonCertificate::backend).toList());
        return JsonWriter.write(document);
    }

    private static Map<String, Object> backend(CertificationResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", result.backend());
        result.info().ifPresent(info -> {
            document.put("type", info.type());
            document.put("product", info.product());
            document.put("version", info.version());
        });
        document.put("start", result.start().toString());
        document.put("durationMillis", result.duration().toMillis());
        document.put("good", result.isGood());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name(), result.count(outcome));
        }
        document.put("counts", counts);
        document.put(
                "rules", result.byRule().stream().map(JsonCertificate::rule).toList());
        document.put(
                "capabilities", result.info().map(JsonCertificate::capabilities).orElse(List.of()));
        return document;
    }

    private static Map<String, Object> rule(RuleResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", result.rule().id());
        document.put("must", result.rule().sentence());
        document.put("outcome", result.outcome().name());
        document.put("reason", result.reason());
        document.put("durationMillis", result.duration().toMillis());
        document.put("tests", result.tests().stream().map(JsonCertificate::test).toList());
        return document;
    }

    private static Map<String, Object> test(TestResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", result.test());
        document.put("outcome", result.outcome().name());
        document.put("reason", result.reason());
        document.put("durationMillis", result.duration().toMillis());
        return document;
    }

    private static List<Object> capabilities(BackendInfo info) {
        List<Object> documents = new ArrayList<>();
        for (Mode.Kind mode : Mode.Kind.values()) {
            info.declared(mode).forEach((capability, support) -> {
                if (mode == Mode.Kind.REPLICATED || !support.equals(info.support(capability, Mode.Kind.REPLICATED))) {
                    documents.add(capability(capability.name(), mode, support));
                }
            });
        }
        return documents;
    }

    private static Map<String, Object> capability(String name, Mode.Kind mode, Support support) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("mode", mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        document.put("support", support.level().name());
        document.put("note", support.note());
        document.put("needsController", support.needsController());
        return document;
    }
}
