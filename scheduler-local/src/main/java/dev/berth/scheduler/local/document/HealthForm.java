package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.util.Optional;

/** The JSON form of the health of a task. */
final class HealthForm {
    private HealthForm() {}

    static Node write(Health health) {
        return Json.object()
                .duration("startupGrace", health.startupGrace())
                .node("readiness", health.readiness().map(HealthForm::probe))
                .node("liveness", health.liveness().map(HealthForm::probe))
                .build();
    }

    static Health read(Fields fields) throws DocumentException {
        Health.Builder health = Health.builder().startupGrace(fields.duration("startupGrace"));
        Optional<Fields> readiness = fields.optionalMap("readiness");
        if (readiness.isPresent()) {
            health.readiness(probe(readiness.get()));
        }
        Optional<Fields> liveness = fields.optionalMap("liveness");
        if (liveness.isPresent()) {
            health.liveness(probe(liveness.get()));
        }
        return health.build();
    }

    private static Node probe(Probe probe) {
        return Json.object()
                .node("check", check(probe.check()))
                .duration("interval", probe.interval())
                .duration("timeout", probe.timeout())
                .number("successThreshold", probe.successThreshold())
                .number("failureThreshold", probe.failureThreshold())
                .build();
    }

    private static Probe probe(Fields fields) throws DocumentException {
        return Probe.builder(check(fields.map("check")))
                .interval(fields.duration("interval"))
                .timeout(fields.duration("timeout"))
                .successThreshold(fields.wholeNumber("successThreshold"))
                .failureThreshold(fields.wholeNumber("failureThreshold"))
                .build();
    }

    private static Node check(ProbeCheck check) {
        Json json = Json.object().text("kind", check.kind().name());
        switch (check.kind()) {
            case HTTP -> {
                ProbeCheck.Http http = (ProbeCheck.Http) check;
                json.text("port", http.port())
                        .text("path", http.path())
                        .text("scheme", http.scheme().name());
            }
            case TCP -> json.text("port", ((ProbeCheck.Tcp) check).port());
            case COMMAND -> json.texts("command", ((ProbeCheck.Command) check).command());
        }
        return json.build();
    }

    private static ProbeCheck check(Fields fields) throws DocumentException {
        return switch (fields.constant("kind", ProbeCheck.Kind.class)) {
            case HTTP ->
                new ProbeCheck.Http(
                        fields.text("port"), fields.text("path"), fields.constant("scheme", ProbeCheck.Scheme.class));
            case TCP -> new ProbeCheck.Tcp(fields.text("port"));
            case COMMAND -> new ProbeCheck.Command(fields.texts("command"));
        };
    }
}
