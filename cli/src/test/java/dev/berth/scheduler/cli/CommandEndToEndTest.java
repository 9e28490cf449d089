package dev.berth.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.cli.BerthCommand.Ended;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./berth} against a real agent and real processes. */
@Timeout(180)
class CommandEndToEndTest {
    private static final String SPEC = """
            apiVersion: berth/v1
            kind: Workload
            name: web
            labels: {application: test}
            replicas: 2
            process: {executable: /bin/sh, arguments: [-c, "echo größe; exec sleep 600"]}
            ports: [http]
            """;

    private static final String BATCH = """
            apiVersion: berth/v1
            kind: Workload
            name: job
            mode: batch
            process: {executable: /bin/sh, arguments: [-c, "echo one; echo two >&2; exit 0"]}
            """;

    @RegisterExtension
    private final BerthCommand berth = new BerthCommand();

    @Test
    void appliesScalesAndRemoves() throws Exception {
        assertThat(berth.succeed("apply", "-f", spec(SPEC), "--wait"))
                .startsWith("CREATED web revision 1\n")
                .contains("127.0.0.1:");
        assertThat(berth.succeed("apply", "-f", spec(SPEC))).isEqualTo("UNCHANGED web revision 1\n");
        berth.succeed("scale", "web=3", "--wait");
        assertThat(berth.json("instances", "web")).hasSize(3);
        assertThat(berth.succeed("remove", "web", "--wait")).isEqualTo("REMOVED web\n");
        assertThat(berth.run("list").error()).isEqualTo("berth: no workloads\n");
    }

    @Test
    void givesBackAnEqualSpec() throws Exception {
        berth.succeed("apply", "-f", spec(SPEC));
        Path copy =
                Files.writeString(berth.directory().resolve("copy.yaml"), berth.succeed("get", "web", "-o", "yaml"));
        assertThat(berth.succeed("apply", "-f", copy.toString())).isEqualTo("UNCHANGED web revision 1\n");
    }

    @Test
    void runsABatchOnceWithItsOutputAndLeavesNothingBehind() throws Exception {
        Ended good = berth.run("run", "-f", spec(BATCH));
        assertThat(good.exitCode()).as(good.error()).isZero();
        assertThat(good.output()).isEqualTo("one\n");
        assertThat(good.error()).isEqualTo("two\n");
        Ended bad = berth.run("run", "-f", spec(BATCH.replace("exit 0", "exit 3")));
        assertThat(bad.exitCode()).isEqualTo(3);
        assertThat(bad.error()).contains("the run is FAILED", "exit code 3");
        Ended killed = berth.run("run", "-f", spec(BATCH.replace("exit 0", "kill -9 $$")));
        assertThat(killed.exitCode()).isEqualTo(137);
        Ended refused = berth.run("run", "-f", spec(BATCH + "replicas: 2\n"));
        assertThat(refused.exitCode()).isEqualTo(125);
        assertThat(berth.json("list")).isEmpty();
    }

    @Test
    void listsARunAndCancelsIt() throws Exception {
        berth.succeed("apply", "-f", spec(BATCH.replace("exit 0", "exec sleep 600")));
        berth.succeed("cancel", "job", "--wait");
        assertThat(berth.json("runs", "job").path(0).path("state").asText()).isEqualTo("CANCELLED");
        assertThat(berth.succeed("apply", "-f", spec(BATCH.replace("exit 0", "exec sleep 600"))))
                .startsWith("UNCHANGED");
        assertThat(berth.json("runs", "job").path(0).path("run").asText()).isEqualTo("1");
    }

    @Test
    void endsTheWaitWhenAProgramIsNotThere() throws Exception {
        Ended ended = berth.run("apply", "-f", spec(SPEC.replace("/bin/sh", "/no/such/program")), "--wait");
        assertThat(ended.exitCode()).isEqualTo(11);
        assertThat(ended.error()).contains("this can't succeed").contains("/no/such/program) does not exist");
    }

    @Test
    void saysWhatIsMissingWhenTheTimeIsUp() throws Exception {
        berth.succeed("nodes"); // The agent is up, and the time goes to the workload alone.
        String big = SPEC + "resources: {requests: {cpu: \"5000\"}}\n";
        Ended ended = berth.run("apply", "-f", spec(big), "--wait", "--timeout", "5s");
        assertThat(ended.exitCode()).isEqualTo(10);
        assertThat(ended.error()).contains("web: 0 of 2 ready; 2 pending: 1 node: 1 insufficient cpu");
        assertThat(berth.succeed("explain", "web")).contains("can't be placed: 1 node: 1 insufficient cpu");
    }

    @Test
    void saysOnCtrlCThatWorkloadsGoOn() throws Exception {
        String big = SPEC + "resources: {requests: {cpu: \"5000\"}}\n";
        ProcessBuilder command = berth.builder("apply", "-f", spec(big), "--wait");
        // Whoever runs the tests in the background has it ignored, and all that is started there inherits that.
        command.command().addAll(0, List.of("env", "--default-signal=INT"));
        Process apply = command.start();
        try (BufferedReader error = apply.errorReader(StandardCharsets.UTF_8)) {
            // While the agent starts, nothing is known of it yet.
            assertThat(error.lines().filter(line -> !line.equals("web ...")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("web PENDING 0 of 2 ready"));
            new ProcessBuilder("kill", "-INT", String.valueOf(apply.pid()))
                    .start()
                    .waitFor();
            assertThat(error.lines())
                    .anyMatch(line -> line.endsWith("what was accepted stays, workloads keep running"));
        }
        assertThat(apply.waitFor()).isEqualTo(130);
        assertThat(berth.succeed("list")).contains("web");
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws Exception {
        ProcessBuilder list = berth.builder("help", "apply");
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(list, new ProcessBuilder("true")));
        String error = new String(pipeline.get(0).getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(error).isEmpty();
        assertThat(pipeline.get(0).waitFor()).isIn(0, 141);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "xx_YY.UTF-8"})
    void speaksUtf8WhateverTheLocaleIsAndWhetherItIsInstalled(String locale) throws Exception {
        Path file = Files.writeString(berth.directory().resolve("größe.yaml"), "größe: 1\n");
        ProcessBuilder validate = berth.builder("validate", file.toString()).redirectErrorStream(true);
        validate.environment().put("LC_ALL", locale);
        Process process = validate.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(output).contains("größe.yaml:1:1: ");
    }

    @Test
    void refusesAConfigurationWithUnknownKeys() throws Exception {
        Path file = Files.writeString(berth.directory().resolve("berth.conf"), "berth { defalt = x }\n");
        Ended ended = berth.run("list", "--config", file.toString());
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.error()).contains("defalt");
    }

    private String spec(String text) throws Exception {
        return Files.writeString(berth.directory().resolve("spec.yaml"), text).toString();
    }
}
