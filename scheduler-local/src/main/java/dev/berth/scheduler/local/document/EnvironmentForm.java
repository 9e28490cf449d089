package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.SecretReference;
import java.util.Map;

/** The JSON form of a task's environment. Of a secret it holds the reference only (rule SEC-1). */
final class EnvironmentForm {
    private EnvironmentForm() {}

    static Node write(Map<String, EnvironmentValue> environment) {
        Json json = Json.object();
        environment.forEach((variable, value) -> json.node(variable, value(value)));
        return json.build();
    }

    static Map<String, EnvironmentValue> read(Fields fields) throws DocumentException {
        return fields.values((path, node) -> value(Fields.of(path, node)));
    }

    private static Node value(EnvironmentValue value) {
        return switch (value.kind()) {
            case LITERAL ->
                Json.object()
                        .text("literal", ((EnvironmentValue.Literal) value).value())
                        .build();
            case REFERENCE ->
                Json.object()
                        .text(
                                "reference",
                                ((EnvironmentValue.Reference) value).field().name())
                        .text("port", ((EnvironmentValue.Reference) value).port())
                        .build();
            case SECRET -> secret(((EnvironmentValue.Secret) value).reference());
        };
    }

    static Node secret(SecretReference reference) {
        return Json.object()
                .text("secret", reference.name())
                .text("key", reference.key())
                .build();
    }

    static SecretReference secret(Fields fields) throws DocumentException {
        return new SecretReference(fields.text("secret"), fields.text("key"));
    }

    private static EnvironmentValue value(Fields fields) throws DocumentException {
        if (fields.has("literal")) {
            return EnvironmentValue.literal(fields.text("literal"));
        }
        if (fields.has("secret")) {
            return EnvironmentValue.secret(secret(fields));
        }
        return new EnvironmentValue.Reference(
                fields.constant("reference", EnvironmentValue.Field.class), fields.text("port"));
    }
}
