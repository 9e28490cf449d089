package dev.berth.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code lab/env} tells of a lab that is up, of the name in {@code BERTH_LAB}. */
public final class Lab {
    private final String kind;
    private final Map<String, String> environment;

    private Lab(String kind, Map<String, String> environment) {
        this.kind = kind;
        this.environment = environment;
    }

    /**
     * The one that is up.
     *
     * @param root of the checkout
     * @param kind {@code swarm} or {@code kubernetes}
     */
    public static Lab of(Path root, String kind) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        String printed = output(List.of(root.resolve("lab/env").toString(), kind));
        for (String line : printed.lines().toList()) {
            String[] parts = line.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return new Lab(kind, environment);
    }

    /** The value of {@code KIND_NAME}. */
    public String value(String name) {
        String whole = kind.toUpperCase(Locale.ROOT) + "_" + name;
        String value = environment.get(whole);
        if (value == null) {
            throw new IllegalStateException("./lab/env " + kind + " doesn't tell " + whole);
        }
        return value;
    }

    /** Runs a command to its end; returns what it printed. */
    public static String output(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(words.get(0) + " " + words.get(1) + " ended with " + code);
        }
        return printed;
    }
}
