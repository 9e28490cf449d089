package dev.berth.scheduler.plan;

import java.util.Optional;

/**
 * One field that differs.
 *
 * @param path the field, such as {@code tasks[0].environment.LEVEL}
 * @param before its value now as canonical JSON; empty when it isn't stated
 * @param after its value then; empty when it is no longer stated
 */
public record FieldDiff(String path, Optional<String> before, Optional<String> after) {
    /** Without the values: people put passwords into variables and arguments (rule SEC-1). */
    @Override
    public String toString() {
        return "FieldDiff[" + path + "]";
    }
}
