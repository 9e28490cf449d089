package dev.berth.scheduler.spec;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of native overrides; what they say is the adapter's to judge. */
final class OverrideRules {
    private static final Pattern TYPE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_TYPE = 30;

    private OverrideRules() {}

    static void check(Map<String, NativeOverride> overrides, Findings findings) {
        overrides.forEach((type, override) -> {
            Findings place = findings.field(type);
            place.matches(TYPE, LONGEST_TYPE, type, "a backend's type: lower-case letters, digits and '-'");
            map(override.document(), place);
        });
    }

    private static void map(Map<?, ?> map, Findings findings) {
        map.forEach((key, value) -> {
            Findings place = findings.field(String.valueOf(key));
            place.deliverable(String.valueOf(key));
            value(value, place);
        });
    }

    private static void value(Object value, Findings findings) {
        if (value instanceof Map<?, ?> map) {
            map(map, findings);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(list.get(i), findings.item(i));
            }
        } else if (value instanceof String text) {
            findings.deliverable(text);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            findings.refuse(number, "must be a finite number");
        }
    }
}
