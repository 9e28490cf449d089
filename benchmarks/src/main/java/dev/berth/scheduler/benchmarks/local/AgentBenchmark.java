package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the agent costs with 50 instances, and how long a command takes that only asks it. */
final class AgentBenchmark {
    private static final double TARGET_MEBIBYTES = 150;
    private static final double TARGET_PERCENT = 1;
    private static final double TARGET_RATIO = 4;
    private static final int SETTLING_SECONDS = 10;
    private static final int IDLE_SECONDS = 60;
    private static final int WARM = 3;
    private static final int ROUNDS = 21;
    private static final Pattern PID = Pattern.compile("\"pid\": *([0-9]+)");

    private final BerthCommand berth;
    private final Path directory;
    private final Report report;

    private AgentBenchmark(BerthCommand berth, Path directory, Report report) {
        this.berth = berth;
        this.directory = directory;
        this.report = report;
    }

    static void run(Path root, Path directory, Report report) throws Exception {
        new AgentBenchmark(BerthCommand.in(root, directory), directory, report).run();
    }

    private void run() throws Exception {
        Path spec = Files.writeString(directory.resolve("sleepers.yaml"), """
                apiVersion: berth/v1
                kind: Workload
                name: sleepers
                replicas: 50
                process: {executable: /bin/sleep, arguments: [100000]}
                """);
        try {
            berth.run("apply", "-f", spec.toString(), "--wait");
            commandStart();
            footprint(new ProcFiles(agentPid()));
        } finally {
            try {
                berth.run("remove", "sleepers", "--wait");
            } finally {
                berth.run("agent", "stop");
            }
        }
    }

    private void commandStart() throws Exception {
        HelloWorld hello = HelloWorld.compile(Files.createDirectories(directory.resolve("hello")));
        Alternation starts = Alternation.of(WARM, ROUNDS, hello::run, () -> berth.run("list"));
        report.add(Measurement.ratio("berth list beside a Java hello world", TARGET_RATIO, starts));
    }

    private void footprint(ProcFiles agent) throws IOException, InterruptedException {
        // Not waiting for anything: time itself is what is measured over.
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        double before = agent.cpuSeconds();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double percent = 100 * (agent.cpuSeconds() - before) / seconds;
        report.add(new Measurement(
                "agent: a core when idle, 50 instances",
                percent,
                "%",
                TARGET_PERCENT,
                String.format(Locale.ROOT, "over %.0f s", seconds)));
        report.add(new Measurement(
                "agent: resident memory, 50 instances",
                agent.residentMebibytes(),
                "MiB",
                TARGET_MEBIBYTES,
                agent.threads() + " threads"));
    }

    private long agentPid() throws IOException, InterruptedException {
        berth.run("agent", "status", "-o", "json");
        Matcher matcher = PID.matcher(berth.output());
        if (!matcher.find()) {
            throw new IllegalStateException("no pid in " + berth.output());
        }
        return Long.parseLong(matcher.group(1));
    }
}
