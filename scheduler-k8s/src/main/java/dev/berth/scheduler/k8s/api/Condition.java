package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is so, or isn't.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param since when the status became what it is
 */
public record Condition(String type, String status, String reason, String message, Optional<Instant> since) {
    public boolean isTrue() {
        return status.equals("True");
    }

    static List<Condition> list(JsonFields json) throws IOException {
        List<Condition> all = new ArrayList<>();
        json.items(() -> all.add(read(json)));
        return List.copyOf(all);
    }

    /** Those that are wanted. */
    static List<Condition> list(JsonFields json, Predicate<Condition> wanted) throws IOException {
        List<Condition> all = new ArrayList<>();
        json.items(() -> {
            Condition one = read(json);
            if (wanted.test(one)) {
                all.add(one);
            }
        });
        return List.copyOf(all);
    }

    private static Condition read(JsonFields json) throws IOException {
        String[] texts = {"", "", "", ""};
        List<Optional<Instant>> since = new ArrayList<>();
        json.each(name -> {
            switch (name) {
                case "type" -> texts[0] = json.sharedText();
                case "status" -> texts[1] = json.sharedText();
                case "reason" -> texts[2] = json.sharedText();
                case "message" -> texts[3] = json.sharedText();
                case "lastTransitionTime" -> since.add(json.time());
                default -> json.skip();
            }
        });
        Optional<Instant> time = since.isEmpty() ? Optional.empty() : since.get(0);
        return json.share(new Condition(texts[0], texts[1], texts[2], texts[3], time));
    }
}
