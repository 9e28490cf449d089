package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.render.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renderings against the engines of the lab, whichever version they are. */
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class RenderingLabTest {
    private static final String HARD =
            "{{.Node.Hostname}} {{- \"x\" -}} {{{ }} $HOME `id` \\ ü \uD83D\uDEA2 \"q\" 'q'\n\tend ";

    private final EngineClient client = new EngineClient(SwarmConfig.at(Lab.socket("N1")));
    private final WorkloadId id =
            WorkloadId.of("render", "t" + UUID.randomUUID().toString().substring(0, 8));

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @AfterEach
    void removeAll() {
        client.removeService(SwarmNames.service(id), call());
        client.configs(Filter.ALL.label(SwarmLabels.NAME, id.name()), call())
                .forEach(config -> client.removeConfig(config.id(), call()));
        client.close();
    }

    static Stream<Mode> modes() {
        return Stream.of(
                Mode.replicated(0),
                Mode.global(),
                Batch.builder().retries(2).build(),
                Mode.globalBatch(),
                Cron.builder("0 3 * * *").build());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatWasWrittenIsReadAsWrittenInEveryMode(Mode mode) {
        WorkloadSpec spec = spec(script("exit 0")).mode(mode).build();

        create(Rendering.render(spec, 1));

        assertThat(diff(Rendering.render(spec, 1))).isEmpty();
    }

    @Test
    void allThatCanBeStatedIsReadAsWrittenAndOtherLabelsReplaceNothing() {
        WorkloadSpec full = stated().build();
        List<NativeObject> rendering = Rendering.render(full, 1);
        create(rendering);
        assertThat(diff(rendering)).isEmpty();

        WorkloadSpec relabelled = stated().label("team", "ships").build();
        List<NativeObject> again = Rendering.rerender(relabelled, 2, rendering);
        NativeWrite write = only(diff(again));
        assertThat(write.replaces()).isFalse();
        update(write);
        assertThat(diff(again)).isEmpty();
    }

    /** Everything but the secret and the network, which would have to be there. */
    private WorkloadSpec.Builder stated() {
        WorkloadSpec full = FullSpec.of(id).build();
        Task task = full.main();
        Task.Builder without = Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                        .entrypoint(List.of("/bin/sh", "-c"))
                        .arguments(List.of("sleep 1000", "", HARD))
                        .build())
                .workingDirectory("/tmp")
                .user("1000:1000")
                .resources(task.resources())
                .health(task.health())
                .stop(task.stop())
                .file(task.files().get(0));
        task.environment().forEach(without::environment);
        task.mounts().forEach(without::mount);
        task.ports().forEach(without::port);
        WorkloadSpec.Builder stated = WorkloadSpec.builder(id, Mode.replicated(1))
                .task(without.build())
                .label("tier", "front")
                .network(Network.DEFAULT)
                .placement(full.placement())
                .rollout(full.rollout())
                .restart(full.restart());
        full.volumes().forEach(stated::volume);
        return stated;
    }

    @Test
    void anyArgumentAndAnyVariableReachTheProcessByteForByte() throws InterruptedException {
        String print = "for v in \"$A\" \"$B\" \"$1\"; do printf %s \"$v\" | od -An -v -tx1 | tr -d ' \\n'; echo; done;"
                + " exec sleep 1000";
        Task.Builder task = Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                        .entrypoint(List.of("/bin/sh", "-c", print, "sh"))
                        .arguments(List.of(HARD))
                        .build())
                .environment("A", HARD)
                .environment("B", "{{");
        create(Rendering.render(
                WorkloadSpec.builder(id, Mode.replicated(1)).task(task.build()).build(), 1));

        assertThat(lines(3)).containsExactlyInAnyOrder(hex(HARD), hex("{{"), hex(HARD));
    }

    @Test
    void aReadinessThatFailsAtFirstGatesTheStartAndEndsNothing() throws InterruptedException {
        String ask = "n=$(cat /tmp/n 2>/dev/null || echo 0); echo $((n+1)) > /tmp/n; [ $n -ge 6 ] && touch /tmp/ok";
        Probe probe = Probe.builder(ProbeCheck.command("/bin/sh", "-c", ask))
                .interval(Duration.ofMillis(100))
                .build();
        create(Rendering.render(
                spec(script("while [ ! -e /tmp/ok ]; do sleep 0.1; done; echo passed; exec sleep 1000")
                                .readiness(probe))
                        .mode(Mode.replicated(1))
                        .restart(RestartPolicy.builder()
                                .condition(RestartPolicy.Condition.NEVER)
                                .build())
                        .build(),
                1));

        assertThat(lines(1)).containsExactly("passed");
        assertThat(tasks()).extracting(TaskObject::state).containsAnyOf("starting", "running");
    }

    @Test
    void aConstraintIsTheOneThatItsNodeIsToldToMeet() throws InterruptedException {
        Placement here = Placement.builder()
                .constraint(Constraint.equalTo(NodeAttribute.ARCH, "amd64"))
                .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, Lab.value("N2_ID")))
                .constraint(Constraint.equalTo(NodeAttribute.ZONE, Lab.value("N2_ZONE")))
                .constraint(Constraint.equalTo(NodeAttribute.label("engine.labels.rack"), "r2"))
                .constraint(Constraint.notEqualTo(NodeAttribute.label("node.role"), "manager"))
                .constraint(Constraint.notIn(NodeAttribute.label("absent"), "a", "b"))
                .build();
        create(Rendering.render(
                spec(script("echo here; exec sleep 1000"))
                        .mode(Mode.replicated(1))
                        .placement(here)
                        .build(),
                1));

        assertThat(lines(1)).containsExactly("here");
        assertThat(tasks()).extracting(TaskObject::nodeId).containsExactly(Lab.value("N2_ID"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Task.Builder script(String script) {
        return Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                .entrypoint(List.of("/bin/sh", "-c"))
                .arguments(List.of(script))
                .build());
    }

    private WorkloadSpec.Builder spec(Task.Builder task) {
        return WorkloadSpec.builder(id, Mode.replicated(1)).task(task.build());
    }

    private void create(List<NativeObject> objects) {
        for (NativeObject object : objects) {
            if (object.kind().equals(FileConfig.KIND)) {
                FileConfig config = FileConfig.read(object);
                assertThat(client.createConfig(config.name(), config.labels(), config.data(), call()))
                        .isTrue();
            } else {
                assertThat(client.createService(identified(object), call())).isTrue();
            }
        }
    }

    private void update(NativeWrite write) {
        ServiceObject service = service();
        assertThat(client.updateService(service.id(), service.index(), identified(write.object()), call()))
                .isTrue();
    }

    /** With the ids that an engine wants beside the names of configs. */
    private String identified(NativeObject object) {
        ObjectNode document = Json.read(object.document());
        document.at("/TaskTemplate/ContainerSpec/Configs").forEach(reference -> {
            String name = reference.path("ConfigName").asText();
            ((ObjectNode) reference)
                    .put(
                            "ConfigID",
                            client.configs(Filter.ALL.name(name), call()).get(0).id());
        });
        return Json.write(document);
    }

    private List<NativeWrite> diff(List<NativeObject> desired) {
        Observed.Builder observed = Observed.builder().mark("mark");
        client.configs(Filter.ALL.label(SwarmLabels.NAME, id.name()), call())
                .forEach(config -> observed.object(new NativeObject(FileConfig.KIND, config.name(), "{}")));
        ServiceObject service = service();
        observed.object(new NativeObject(SwarmTranslator.SERVICE, service.name(), Json.write(service.spec())));
        return Rendering.TRANSLATOR.diff(desired, observed.build());
    }

    private ServiceObject service() {
        return client.service(SwarmNames.service(id), call()).orElseThrow();
    }

    private List<TaskObject> tasks() {
        List<TaskObject> tasks = new ArrayList<>();
        client.tasks(Filter.ALL.service(service().id()), tasks::add, call());
        return tasks;
    }

    private List<String> lines(int count) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        var options = new SwarmClient.LogOptions(Optional.empty(), OptionalInt.empty(), true);
        try (Feed<RawLogLine> feed =
                client.logs("services/" + service().id(), options, Call.within(Duration.ofMinutes(1)))) {
            while (lines.size() < count) {
                lines.add(feed.poll(Duration.ofSeconds(30)).orElseThrow().text());
            }
        }
        return lines;
    }

    private static NativeWrite only(List<NativeWrite> writes) {
        assertThat(writes).hasSize(1);
        return writes.get(0);
    }
}
