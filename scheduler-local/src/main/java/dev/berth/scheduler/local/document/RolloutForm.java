package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;

/** The JSON form of how instances are replaced. What came later is left out when it is the default. */
final class RolloutForm {
    private RolloutForm() {}

    static Node write(RolloutPolicy policy) {
        Json json = Json.object()
                .text("maximumUnavailable", policy.maximumUnavailable().toString())
                .text("maximumSurge", policy.maximumSurge().toString());
        if (!policy.minimumReadyTime().isZero()) {
            json.duration("minimumReadyTime", policy.minimumReadyTime());
        }
        policy.progressDeadline().ifPresent(limit -> json.duration("progressDeadline", limit));
        if (policy.onFailure() != RolloutPolicy.DEFAULT.onFailure()) {
            json.text("onFailure", policy.onFailure().name());
        }
        return json.build();
    }

    static RolloutPolicy read(Fields fields) throws DocumentException {
        RolloutPolicy.Builder policy = RolloutPolicy.builder()
                .maximumUnavailable(amount(fields, "maximumUnavailable"))
                .maximumSurge(amount(fields, "maximumSurge"));
        if (fields.has("minimumReadyTime")) {
            policy.minimumReadyTime(fields.duration("minimumReadyTime"));
        }
        if (fields.has("progressDeadline")) {
            policy.progressDeadline(fields.duration("progressDeadline"));
        }
        if (fields.has("onFailure")) {
            policy.onFailure(fields.constant("onFailure", RolloutPolicy.OnFailure.class));
        }
        return policy.build();
    }

    private static Amount amount(Fields fields, String name) throws DocumentException {
        String text = fields.text(name);
        boolean percent = text.endsWith("%");
        try {
            return new Amount(Integer.parseInt(percent ? text.substring(0, text.length() - 1) : text), percent);
        } catch (NumberFormatException e) {
            throw new DocumentException(name + " (='" + text + "') is not a count or a percentage");
        }
    }
}
