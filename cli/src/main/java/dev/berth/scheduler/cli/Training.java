package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.ExitCode;
import dev.berth.scheduler.cli.console.Console;
import dev.berth.scheduler.cli.console.Interruption;
import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.local.LocalConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
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
            "instances trained -o json",
            "get trained -o yaml",
            "endpoints trained",
            "explain trained",
            "logs trained",
            "nodes",
            "plan -f -",
            "list --config %s",
            "instances trained --config %s");

    private Training() {}

    /**
     * Needs {@code XDG_STATE_HOME} to name a directory that nothing else uses.
     *
     * @throws IllegalStateException when a command doesn't end as expected: what it should have loaded is then missing
     */
    public static void main(String[] arguments) throws IOException {
        Console.system(System.getenv(), true);
        Interruption interruption = Interruption.install(Duration.ZERO);
        String configuration = configuration().toString();
        try {
            for (String command : COMMANDS) {
                run(command.formatted(configuration), ExitCode.OK);
            }
            run("list nobody", ExitCode.NOT_FOUND);
            run("watch trained --timeout 200ms", ExitCode.OK, ExitCode.TIMEOUT);
            run("remove trained --wait --timeout 20s", ExitCode.OK);
        } finally {
            run("agent stop", ExitCode.OK);
            interruption.finish();
        }
        System.exit(0);
    }

    /** The same backend as without any, so that there is one agent. */
    private static Path configuration() throws IOException {
        Path state = LocalConfig.usualDirectory();
        Files.createDirectories(
                state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(
                state.resolveSibling("training.conf"),
                "berth.backends.local { type = local, stateDirectory = \"" + state + "\" }\n");
    }

    private static void run(String command, ExitCode... expected) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("BERTH_"));
        environment.put("XDG_CONFIG_HOME", "/nonexistent");
        Output nowhere = new Output(OutputStream.nullOutputStream(), false, Colours.OFF);
        InputStream spec = new ByteArrayInputStream(SPEC.getBytes(StandardCharsets.UTF_8));
        ExitCode code = Main.application(new Console(spec, nowhere, nowhere), environment)
                .run(command.split(" ", -1));
        if (!List.of(expected).contains(code)) {
            throw new IllegalStateException("berth " + command + " ended with " + code);
        }
    }
}
