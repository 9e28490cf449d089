package dev.berth.scheduler.cli.command;

import java.util.Optional;

/** How results are written. */
enum OutputFormat {
    TABLE,
    WIDE,
    JSON,
    YAML;

    static Optional<OutputFormat> named(String name) {
        return switch (name) {
            case "table" -> Optional.of(TABLE);
            case "wide" -> Optional.of(WIDE);
            case "json" -> Optional.of(JSON);
            case "yaml" -> Optional.of(YAML);
            default -> Optional.empty();
        };
    }

    boolean isForPeople() {
        return this == TABLE || this == WIDE;
    }
}
