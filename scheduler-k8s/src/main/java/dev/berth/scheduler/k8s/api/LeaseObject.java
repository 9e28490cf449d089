package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A Lease.
 *
 * @param holder empty where nobody holds it
 */
public record LeaseObject(
        ObjectMeta metadata,
        String holder,
        int durationSeconds,
        Optional<Instant> acquiredAt,
        Optional<Instant> renewedAt,
        int transitions) {

    static LeaseObject read(JsonFields json) throws IOException {
        Parts parts = new Parts();
        json.each(name -> {
            switch (name) {
                case "metadata" -> parts.metadata = ObjectMeta.read(json);
                case "spec" -> json.each(field -> parts.spec(field, json));
                default -> json.skip();
            }
        });
        return new LeaseObject(
                parts.metadata,
                parts.holder,
                parts.durationSeconds,
                parts.acquiredAt,
                parts.renewedAt,
                parts.transitions);
    }

    private static final class Parts {
        private ObjectMeta metadata = ObjectParts.NO_METADATA;
        private String holder = "";
        private int durationSeconds;
        private Optional<Instant> acquiredAt = Optional.empty();
        private Optional<Instant> renewedAt = Optional.empty();
        private int transitions;

        void spec(String name, JsonFields json) throws IOException {
            switch (name) {
                case "holderIdentity" -> holder = json.text();
                case "leaseDurationSeconds" -> durationSeconds = json.number();
                case "acquireTime" -> acquiredAt = json.time();
                case "renewTime" -> renewedAt = json.time();
                case "leaseTransitions" -> transitions = json.number();
                default -> json.skip();
            }
        }
    }
}
