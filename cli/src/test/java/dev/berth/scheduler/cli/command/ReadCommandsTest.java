package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadCommandsTest {
    private static final WorkloadId API = WorkloadId.of("shop", "api");

    private final Terminal terminal = new Terminal();

    @BeforeEach
    void twoWorkloads() {
        Explanation why = new Explanation(3, List.of(new Explanation.Reason(3, "insufficient cpu")));
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        terminal.scheduler.workloads.put(
                API,
                Samples.workload(
                        API,
                        Samples.status(Phase.PENDING, 2, 0)
                                .explanation(Optional.of(why))
                                .build()));
        terminal.scheduler.instances.put(Samples.WEB_1, Samples.ready());
    }

    @Test
    void listsWorkloadsAndClosesTheBackend() {
        assertThat(terminal.run("list")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("""
                        NAME      MODE        DESIRED  READY  UPDATED  PHASE    WHY
                        web       replicated  3        3      3        STABLE
                        shop/api  replicated  2        0      0        PENDING  3 nodes: 3 insufficient cpu
                        """);
        assertThat(terminal.berth.closed).isTrue();
    }

    @Test
    void listsOnlyWhatIsSelected() {
        terminal.run("list", "-n", "shop", "-l", "app=shop");
        assertThat(terminal.out()).contains("shop/api").doesNotContain("web");
        terminal.run("list", "-l", "app=other");
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.error()).isEqualTo("berth: no workloads\n");
    }

    @Test
    void listsNothingAsAnEmptyListForMachines() {
        terminal.run("list", "-l", "app=other", "-o", "json");
        assertThat(terminal.out().strip()).isEqualTo("[ ]");
    }

    @Test
    void paintsPhasesOnlyWhereColoursAreOn() {
        terminal.colours = Colours.ON;
        terminal.run("list", "web");
        assertThat(terminal.out()).contains("\u001b[32mSTABLE\u001b[0m");
    }

    @Test
    void listsInstancesWithTheirAges() {
        assertThat(terminal.run("instances", "web", "-o", "wide")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("""
                        INSTANCE  NODE    STATE    READY  RESTARTS  AGE  REVISION  ENDPOINTS            LAST END  WHY
                        web/a1    node-1  RUNNING  yes    0         5m   1         http=127.0.0.1:8080  -
                        """);
    }

    @Test
    void printsInstancesForMachines() {
        terminal.run("instances", "web", "-o", "yaml");
        assertThat(terminal.out()).isEqualTo("""
                        - id: default/web/a1
                          workload: default/web
                          index: 0
                          revision: 1
                          node: node-1
                          state: RUNNING
                          ready: true
                          restarts: 0
                          startedAt: "2030-01-01T11:55:00Z"
                          endpoints:
                            - instance: default/web/a1
                              port: http
                              address: "127.0.0.1"
                              number: 8080
                              protocol: TCP
                              reachable: NODE
                        """);
    }

    @Test
    void givesBackTheVerySpecAsYaml() {
        terminal.run("get", "web", "-o", "yaml");
        terminal.in = terminal.out();
        assertThat(terminal.run("apply", "-f", "-")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("UNCHANGED web revision 1\n");
    }

    @Test
    void showsSpecAndStatusTogether() {
        terminal.run("get", "web");
        assertThat(terminal.out())
                .startsWith("web is STABLE: 3 desired, 3 placed, 3 running, 3 ready, 0 failed\n")
                .contains("  version 1@k2x9, revision 1\n    apiVersion: berth/v1\n");
        terminal.run("get", "web", "-o", "json");
        assertThat(terminal.out()).contains("\"phase\": \"STABLE\"").contains("\"apiVersion\": \"berth/v1\"");
    }

    @Test
    void namesWhatIsNotThere() {
        assertThat(terminal.run("get", "ghost", "-n", "shop")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error())
                .isEqualTo("berth: there is no workload shop/ghost; berth list shows those there are\n");
        for (String command : List.of("list", "instances", "watch", "logs", "explain", "endpoints")) {
            assertThat(terminal.run(command, "ghost")).as(command).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(terminal.error())
                    .as(command)
                    .isEqualTo("berth: there is no workload ghost; berth list shows those there are\n");
            assertThat(terminal.out()).as(command).isEmpty();
        }
        assertThat(terminal.run("list", "web", "ghost")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.run("list", "--backend", "prod")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error()).isEqualTo("berth: no backend is named prod; configured are fake\n");
    }

    @Test
    void namesTheWorkloadThatWasProbablyMeant() {
        terminal.run("list", "wbe");
        assertThat(terminal.error()).isEqualTo("berth: there is no workload wbe; did you mean 'web'?\n");
        terminal.run("list", "shop");
        assertThat(terminal.error())
                .isEqualTo("berth: there is no workload shop; all of the namespace shop are meant by -n shop\n");
        terminal.run("watch", "api");
        assertThat(terminal.error()).isEqualTo("berth: there is no workload api; did you mean 'shop/api'?\n");
        terminal.run("instances", "apii", "-n", "shop");
        assertThat(terminal.error()).isEqualTo("berth: there is no workload shop/apii; did you mean 'shop/api'?\n");
    }

    @Test
    void aWorkloadWithoutInstancesOrWithoutTheLabelIsThereAllTheSame() {
        assertThat(terminal.run("instances", "shop/api")).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).isEqualTo("berth: no instances\n");
        assertThat(terminal.run("list", "web", "-l", "app=other")).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).isEqualTo("berth: no workloads\n");
    }

    @Test
    void aFailedReadSaysNothingOfChanges() {
        terminal.run("get", "Web_1");
        assertThat(terminal.error())
                .startsWith("berth: invalid (1 problem)\n  ")
                .doesNotContain("changed");
        terminal.scheduler.verbs.refusal = Optional.of(new NotFoundException("workload default/ghost doesn't exist"));
        terminal.run("plan", "scale", "ghost=2");
        assertThat(terminal.error()).isEqualTo("berth: there is no workload ghost; berth list shows those there are\n");
    }

    @Test
    void noLineOfAMessageCanBeTakenForAnother() {
        terminal.scheduler.verbs.refusal = Optional.of(
                ContactException.unavailable("the agent's log says:\nberth: all is well\u001b[2J", Effect.NONE, null));
        terminal.run("plan", "restart", "web");
        assertThat(terminal.error()).isEqualTo("berth: the agent's log says:\n  berth: all is well\\x1b[2J\n");
    }

    @Test
    void refusesANameThatCanBeNoWorkload() {
        assertThat(terminal.run("get", "Web_1")).isEqualTo(ExitCode.INVALID);
        assertThat(terminal.error()).contains("must be a DNS label");
    }

    @Test
    void explainsInNumbersWhySomethingIsPending() {
        assertThat(terminal.run("explain", "shop/api")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("""
                        shop/api is PENDING: 2 desired, 0 placed, 0 running, 0 ready, 0 failed
                          can't be placed: 3 nodes: 3 insufficient cpu
                        """);
    }

    @Test
    void saysOnceWhyNothingCanBePlaced() {
        Explanation why = new Explanation(3, List.of(new Explanation.Reason(3, "insufficient cpu")));
        InstanceId pending = new InstanceId(API, "p1");
        terminal.scheduler.workloads.put(
                API,
                Samples.workload(
                        API,
                        Samples.status(Phase.PENDING, 1, 0)
                                .explanation(Optional.of(why))
                                .conditions(List.of(
                                        new Condition(Condition.UNPLACEABLE, "1 of 1 instances: " + why.sentence())))
                                .build()));
        terminal.scheduler.instances.put(
                pending,
                Instance.builder(pending, InstanceState.PENDING)
                        .reason(Condition.UNPLACEABLE, why.sentence())
                        .build());
        terminal.run("explain", "shop/api");
        assertThat(terminal.out()).isEqualTo("""
                        shop/api is PENDING: 1 desired, 0 placed, 0 running, 0 ready, 0 failed
                          can't be placed: 3 nodes: 3 insufficient cpu
                        """);
    }

    @Test
    void explainsWhatCrashes() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.crashing());
        terminal.scheduler.instances.put(Samples.WEB_1, Samples.crashed());
        terminal.run("explain", "web");
        assertThat(terminal.out()).isEqualTo("""
                        web is DEGRADED: 3 desired, 0 placed, 0 running, 0 ready, 0 failed
                          CRASH_LOOP: 1 instance gave up
                          web/a1 FAILED: ended 5 times within 1m; last end: exit code 3; 5 restarts
                        """);
    }

    @Test
    void listsNodesWithWhatIsRequestedOfThem() {
        terminal.scheduler.nodes.add(Node.builder(new NodeId("node-1"), "host-a")
                .address("10.0.0.1")
                .attribute(new NodeAttribute("zone"), "east")
                .allocatable(ResourceAmounts.builder()
                        .cpu(Cpu.ofCores(2))
                        .memory(new Memory(25_276_518_400L))
                        .build())
                .allocated(ResourceAmounts.builder().cpu(new Cpu(500)).build())
                .schedulable(false)
                .build());
        terminal.scheduler.nodes.add(Node.builder(new NodeId("node-2"), "host-b")
                .schedulable(false)
                .draining(true)
                .build());
        terminal.run("nodes");
        assertThat(terminal.out()).isEqualTo("""
                        NODE    HOSTNAME  ADDRESS   STATE           CPU     MEMORY    ATTRIBUTES
                        node-1  host-a    10.0.0.1  READY,CORDONED  500m/2  0/23.5Gi  zone=east
                        node-2  host-b    -         READY,DRAINING  0/-     0/-       -
                        """);
    }

    @Test
    void printsLogLinesWithWhoWroteThemAndWhere() {
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDOUT, "hello\u001b[31m"));
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDERR, "oh"));
        assertThat(terminal.run("logs", "web", "--timestamps")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .isEqualTo("2030-01-01T12:00:00Z web/a1 out | hello\u001b[31m\n2030-01-01T12:00:00Z web/a1 err | oh\n");
        terminal.interactive = true;
        terminal.run("logs", "web");
        assertThat(terminal.out()).isEqualTo("web/a1 out | hello\\x1b[31m\nweb/a1 err | oh\n");
        terminal.run("logs", "web", "-o", "json");
        assertThat(terminal.out().lines()).hasSize(2).first().asString().contains("\"stream\":\"STDOUT\"");
    }

    @Test
    void takesTheNameOfAnInstanceForItsLogs() {
        terminal.run("logs", "web/a1", "--tail", "3");
        assertThat(terminal.scheduler.logQueries.get(0).instance()).contains(Samples.WEB_1);
        assertThat(terminal.scheduler.logQueries.get(0).tail()).hasValue(3);
        terminal.run("logs", "shop/api");
        assertThat(terminal.scheduler.logQueries.get(1).instance()).isEmpty();
    }

    @Test
    void printsWhatIsLeftOfTheLogsOfARemovedWorkload() {
        terminal.scheduler.workloads.clear();
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDOUT, "bye"));
        assertThat(terminal.run("logs", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("web/a1 out | bye\n");
        assertThat(terminal.run("logs", "web", "--follow")).isEqualTo(ExitCode.NOT_FOUND);
        terminal.scheduler.logs.clear();
        assertThat(terminal.run("logs", "web")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void listsTheEndpointsOfEverythingWithoutAName() {
        assertThat(terminal.run("endpoints")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("web/a1    http  127.0.0.1:8080");
        terminal.run("endpoints", "-n", "shop");
        assertThat(terminal.error()).isEqualTo("berth: no endpoints; nothing with a port is ready\n");
    }

    @Test
    void asksForJustTheLogLinesWanted() {
        terminal.run("logs", "web", "--tail", "20", "--since", "5m", "-f", "--instance", "a1");
        LogQuery query = terminal.scheduler.logQueries.get(0);
        assertThat(query.tail()).hasValue(20);
        assertThat(query.since()).contains(Terminal.NOW.minus(Duration.ofMinutes(5)));
        assertThat(query.follow()).isTrue();
        assertThat(query.instance()).contains(Samples.WEB_1);
    }

    @Test
    void watchesAsLines() {
        terminal.scheduler.later.add(new WatchEvent.InstanceEnded(Samples.crashed(), 2));
        terminal.scheduler.later.add(new WatchEvent.Removed(Samples.WEB));
        assertThat(terminal.run("watch", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().lines().map(line -> line.substring("HH:mm:ss ".length())))
                .containsExactly(
                        "web STABLE revision 1, 3 of 3 ready",
                        "web/a1 RUNNING, ready on node-1",
                        "synced",
                        "web/a1 FAILED, 5 restarts: ended 5 times within 1m, gone (exit code 3); 2 earlier ends missed",
                        "web removed");
    }

    @Test
    void aWatchThatWasToldNothingIsNoSuccess() {
        terminal.scheduler.mute = true;
        terminal.scheduler.staysOpen = true;
        assertThat(terminal.run("watch", "--timeout", "50ms")).isEqualTo(ExitCode.TIMEOUT);
        assertThat(terminal.error()).contains("did not tell how workloads are within --timeout");
    }

    @Test
    void listsCapabilitiesWithTheirCaveats() {
        terminal.run("capabilities");
        assertThat(terminal.out())
                .startsWith("Fake Orchestrator 1.0 (fake)\nCAPABILITY        LEVEL        NOTE\n")
                .contains("artifact.process  emulated     under a shim\n")
                .contains("mode.batch        unsupported  comes later\n");
    }

    @Test
    void saysWhetherTheBackendHasWhatAFileNeeds() {
        terminal.in = Samples.WEB_YAML;
        assertThat(terminal.run("capabilities", "--for", "-")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("artifact.process  emulated");
        terminal.in = Samples.WEB_YAML + "ports: [http]\n";
        assertThat(terminal.run("capabilities", "--for", "-")).isEqualTo(ExitCode.UNSUPPORTED);
    }

    @Test
    void showsWhichVariantOfAnArtifactTheBackendTakes() {
        terminal.in = """
                apiVersion: berth/v1
                kind: Workload
                name: web
                image: nginx:1.27
                process: /usr/sbin/nginx
                """;
        assertThat(terminal.run("capabilities", "--for", "-")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("unsupported  variant 1 of 2, not taken: this backend doesn't know the capability\n")
                .contains("emulated     variant 2 of 2, taken: under a shim\n");
        terminal.run("capabilities", "--for", "-", "-o", "json");
        assertThat(terminal.out()).containsSubsequence("\"taken\": false", "\"taken\": true");
        terminal.in = terminal.in.replace("process: /usr/sbin/nginx\n", "");
        assertThat(terminal.run("capabilities", "--for", "-")).isEqualTo(ExitCode.UNSUPPORTED);
    }

    @Test
    void boundsEachCallByTheTimeout() {
        terminal.run("list", "--timeout", "2s");
        assertThat(terminal.scheduler.perCall).contains(Duration.ofSeconds(2));
    }

    @Test
    void saysHowTheAgentIs() {
        assertThat(terminal.run("agent", "status")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(terminal.out()).isEqualTo("no agent runs; its state directory is /var/lib/berth\n");
        terminal.agent.running = true;
        assertThat(terminal.run("agent", "status")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .isEqualTo(
                        "the agent runs: pid 4711, berth 1.2.3, up 1h30m, 80 MiB, 2 workloads, 5 instances; its state"
                                + " directory is /var/lib/berth\n");
        assertThat(terminal.run("agent", "stop")).isEqualTo(ExitCode.OK);
        assertThat(terminal.agent.running).isFalse();
    }
}
