package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.Application;
import dev.berth.scheduler.cli.command.Surroundings;
import dev.berth.scheduler.cli.console.Console;
import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.text.Colours;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Runs what people run most, so that the launcher can list the classes that short commands load and have them ready
 * (class data sharing). It is given a state directory of its own and leaves no agent behind.
 */
final class Training {
    private static final String SPEC = """
            apiVersion: berth/v1
            kind: Workload
            name: trained
            labels: {application: training}
            replicas: 1
            process: {executable: /bin/sleep, arguments: ["60"]}
            ports: [http]
            """;

    private static final List<String> COMMANDS = List.of(
            "version",
            "validate -f -",
            "apply -f - --wait --timeout 20s",
            "list",
            "list -l application=training -o json",
            "instances",
            "get trained -o yaml",
            "endpoints trained",
            "explain trained",
            "nodes",
            "plan -f -",
            "remove trained --wait --timeout 20s");

    private Training() {}

    /** Needs {@code XDG_STATE_HOME} to name a directory that nothing else uses. */
    public static void main(String[] arguments) {
        try {
            COMMANDS.forEach(Training::run);
        } finally {
            run("agent stop");
        }
        System.exit(0);
    }

    private static void run(String command) {
        Configuration configuration = new Configuration(Map.of("XDG_CONFIG_HOME", "/nonexistent"));
        Output nowhere = new Output(OutputStream.nullOutputStream(), false, Colours.OFF);
        new Application(new Surroundings(
                        new Console(new ByteArrayInputStream(SPEC.getBytes(StandardCharsets.UTF_8)), nowhere, nowhere),
                        configuration::open,
                        new LocalAgents(configuration),
                        Clock.systemUTC(),
                        Map.of()))
                .run(command.split(" ", -1));
    }
}
