package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.spi.Call;
import java.nio.file.Path;
import java.time.Duration;

/** A short command in a process of its own: needs the agent, prints one line, ends. */
final class Caller {
    private Caller() {}

    /** Takes the state directory. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        try (AgentBackend agent = AgentBackend.starting(directory, FakeAgent.command(directory, "good"))) {
            System.out.println(
                    agent.describe(Call.within(Duration.ofSeconds(60))).type());
        }
    }

    static Process start(Path directory) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Caller.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
