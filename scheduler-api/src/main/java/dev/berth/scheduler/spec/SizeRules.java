package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;

/** Rules of size, in bytes of UTF-8. */
final class SizeRules {
    /** What Linux takes for one argument or {@code NAME=value} (MAX_ARG_STRLEN), the closing NUL included. */
    private static final int LARGEST_WORD = 128 * 1024 - 1;

    /** Keeps a spec's record within the 512 KiB that every backend can store. */
    private static final int LARGEST_TOTAL = 256 * 1024;

    private SizeRules() {}

    static void word(String word, Findings findings) {
        if (Text.size(word) > LARGEST_WORD) {
            findings.refuse("the value has " + Text.size(word) + " bytes, at most " + LARGEST_WORD
                    + " can be handed to a process");
        }
    }

    static void check(WorkloadSpec spec, Findings findings) {
        List<String> texts = new ArrayList<>(spec.annotations().values());
        spec.tasks().forEach(task -> collect(task, texts));
        long total = texts.stream().mapToLong(Text::size).sum();
        if (total > LARGEST_TOTAL) {
            findings.refuse("the spec's arguments, environment, files and annotations have " + total
                    + " bytes in all, at most " + LARGEST_TOTAL + " are allowed");
        }
    }

    private static void collect(Task task, List<String> texts) {
        task.artifacts().forEach(artifact -> texts.addAll(artifact.arguments()));
        task.environment().forEach((name, value) -> {
            texts.add(name);
            if (value instanceof EnvironmentValue.Literal literal) {
                texts.add(literal.value());
            }
        });
        task.files().forEach(file -> {
            if (file instanceof TaskFile.Config config) {
                texts.add(config.content());
            }
        });
    }
}
