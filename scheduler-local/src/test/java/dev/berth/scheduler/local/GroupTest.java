package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.local.process.PrivateMounts;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances of several tasks, over real processes (rules GRP-1 and GRP-2). */
class GroupTest {
    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory.resolve("state"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    static Task.Builder task(String name, Task.Role role, String script) {
        return Task.builder(name)
                .role(role)
                .artifact(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", script)
                        .build());
    }

    private static WorkloadSpec.Builder group(String script, Task... others) {
        WorkloadSpec.Builder spec = LocalLab.shell(1, script);
        List.of(others).forEach(spec::task);
        return spec;
    }

    private static RestartPolicy never() {
        return RestartPolicy.builder().condition(RestartPolicy.Condition.NEVER).build();
    }

    private List<LogLine> logs(LogQuery query) throws InterruptedException {
        List<LogLine> lines = new ArrayList<>();
        try (Feed<LogLine> feed = lab.backend().logs(query, LocalLab.call())) {
            while (!feed.ended()) {
                feed.poll(Duration.ofSeconds(5)).ifPresent(lines::add);
            }
        }
        return lines;
    }

    @Test
    void tellsTheLinesOfItsTasksApartAlsoWhenItIsGone() throws Exception {
        Path shipped = directory.resolve("shipped");
        lab.apply(group(
                        "until [ -e " + shipped + " ]; do sleep 0.02; done; echo served",
                        task("page", Task.Role.INIT, "echo written").build(),
                        task("log", Task.Role.SIDECAR, "echo shipped; : > " + shipped + "; exec sleep 1000")
                                .build())
                .restart(never()));
        lab.until(all -> all.size() == 1 && all.get(0).state() == InstanceState.COMPLETED);
        assertThat(logs(LogQuery.of(Selector.of(LocalLab.ID))))
                .extracting(line -> line.task() + " " + line.text())
                .containsExactlyInAnyOrder("page written", "log shipped", "main served");
        assertThat(logs(LogQuery.of(Selector.of(LocalLab.ID)).tail(1))).hasSize(1);
        lab.remove();
        lab.untilGone();
        assertThat(logs(LogQuery.of(Selector.of(LocalLab.ID))))
                .extracting(line -> line.task() + " " + line.text())
                .containsExactlyInAnyOrder("page written", "log shipped", "main served");
    }

    @Test
    void givesEveryTaskItsPortsAndTellsThemAll() throws Exception {
        Path said = directory.resolve("said");
        Task proxy = task("proxy", Task.Role.SIDECAR, "exec sleep 1000")
                .port(Port.dynamic("admin"))
                .build();
        Task.Builder main = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", "echo $PORT_HTTP $OTHER $BERTH_TASK > " + said + "; exec sleep 1000")
                        .build())
                .port(Port.dynamic("http"))
                .environment("OTHER", new EnvironmentValue.Reference(EnvironmentValue.Field.PORT, "admin"));
        lab.apply(LocalLab.spec(1, main).task(proxy));
        Instance instance = lab.untilReady(1).get(0);
        assertThat(instance.endpoints()).extracting(Endpoint::port).containsExactlyInAnyOrder("http", "admin");
        int http = number(instance, "http");
        int admin = number(instance, "admin");
        assertThat(http).isNotEqualTo(admin);
        FileWait.until(said, http + " " + admin + " main\n");
    }

    private static int number(Instance instance, String port) {
        return instance.endpoints().stream()
                .filter(endpoint -> endpoint.port().equals(port))
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    void endsWhatATaskLeftBehindAndNothingOfTheOthers() {
        lab.apply(group(
                "exec sleep 1001",
                task("log", Task.Role.SIDECAR, "exec sleep 1002").build(),
                task("page", Task.Role.INIT, "setsid sleep 1003 & exit 0").build()));
        lab.untilReady(1);
        Processes.await("sleep 1003", lab, 0);
        Processes.await("sleep 1002", lab, 1);
        assertThat(lab.instances().get(0).restarts()).isZero();
    }

    @Test
    void goesOnWithWhatItFindsWhenAnotherJvmComes() throws Exception {
        Path begun = directory.resolve("begun");
        Path go = directory.resolve("go");
        lab.apply(group(
                "exec sleep 1001",
                task("log", Task.Role.SIDECAR, "exec sleep 1002").build(),
                task("page", Task.Role.INIT, "echo x >> " + begun + "; until [ -e " + go + " ]; do sleep 0.02; done")
                        .build()));
        FileWait.until(begun, "x\n");
        ProcessHandle sidecar = lab.processOf("sleep 1002");
        lab.whileClosed(() -> {
            sidecar.destroyForcibly();
            sidecar.onExit().join();
            FileWait.create(go);
        });
        Instance instance = lab.untilReady(1).get(0);
        assertThat(instance.restarts()).isEqualTo(1);
        assertThat(Files.readString(begun)).isEqualTo("x\n");
        Processes.await("sleep 1001", lab, 1);
        Processes.await("sleep 1002", lab, 1);
    }

    @Test
    void stopsEachTaskWithItsSignalInItsTurn() throws Exception {
        Path order = directory.resolve("order");
        String script =
                "trap 'echo %s >> " + order + "; exit 0' %s; : > " + directory + "/up.%s; while :; do sleep 0.02; done";
        lab.apply(group(
                script.formatted("main", "TERM", "main"),
                task("drain", Task.Role.SIDECAR, script.formatted("drain", "TERM", "drain"))
                        .stopOrder(Task.StopOrder.BEFORE_MAIN)
                        .build(),
                task("log", Task.Role.SIDECAR, script.formatted("log", "USR1", "log"))
                        .stop(new StopPolicy("USR1", Duration.ofSeconds(10)))
                        .build()));
        for (String task : List.of("main", "drain", "log")) {
            FileWait.await(directory.resolve("up." + task));
        }
        lab.remove();
        lab.untilGone();
        assertThat(Files.readAllLines(order)).containsExactly("drain", "main", "log");
    }

    @Test
    void itsTasksShareAnEphemeralVolumeThatGoesWithIt() throws Exception {
        assumeThat(PrivateMounts.refusal()).isEmpty();
        Path point = Files.createDirectory(directory.resolve("point"));
        Path said = directory.resolve("said");
        Mount mount = new Mount("page", point.toString(), false);
        Task.Builder main = task("main", Task.Role.MAIN, "cat " + point + "/page > " + said + "; exec sleep 1000")
                .mount(mount);
        lab.apply(LocalLab.spec(1, main)
                .task(task("write", Task.Role.INIT, "echo written > " + point + "/page")
                        .mount(mount)
                        .build())
                .volume(new Volume.Ephemeral("page", Optional.empty())));
        lab.untilReady(1);
        FileWait.until(said, "written\n");
        assertThat(point).isEmptyDirectory();
    }
}
