package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.diff;
import static dev.berth.scheduler.swarm.Rendering.render;
import static dev.berth.scheduler.swarm.Rendering.rerender;
import static dev.berth.scheduler.swarm.Rendering.service;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.swarm.render.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SwarmTranslatorTest {
    private static final WorkloadSpec SPEC = spec().build();

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(render(spec().build(), 1)).isEqualTo(render(spec().build(), 1));
    }

    @Test
    void whatIsNotThereIsCreated() {
        List<NativeWrite> writes = diff(render(SPEC, 1), List.of());

        assertThat(writes)
                .containsExactly(new NativeWrite(
                        NativeWrite.Action.CREATE, render(SPEC, 1).get(0), Optional.of("mark"), false));
    }

    @Test
    void whatIsEqualIsNotWritten() {
        assertThat(diff(render(SPEC, 1), render(SPEC, 1))).isEmpty();
    }

    @Test
    void whatIsNotWantedIsDeleted() {
        assertThat(diff(List.of(), render(SPEC, 1)))
                .singleElement()
                .matches(write -> write.action() == NativeWrite.Action.DELETE);
    }

    @Test
    void labelsAndCountReplaceNothing() {
        List<NativeObject> before = render(SPEC, 1);
        WorkloadSpec changed =
                spec().mode(Mode.replicated(5)).label("team", "ships").build();

        NativeWrite write = only(diff(rerender(changed, 2, before), before));

        assertThat(write.replaces()).isFalse();
        assertThat(document(write).at("/Mode/Replicated/Replicas").asInt()).isEqualTo(5);
        assertThat(document(write).at("/Labels/dev.berth.label.team").asText()).isEqualTo("ships");
    }

    @Test
    void anotherRevisionOfTheSameSpecReplacesEverything() {
        assertThat(only(diff(render(SPEC, 2), render(SPEC, 1))).replaces()).isTrue();
    }

    @Test
    void aStoredTemplateIsKeptWhateverTheSpecSays() {
        List<NativeObject> stored = render(SPEC, 1);
        WorkloadSpec other = spec(task().environment("COLOUR", "blue")).build();

        assertThat(service(rerender(other, 2, stored)).get("TaskTemplate").toString())
                .isEqualTo(service(stored).get("TaskTemplate").toString());
    }

    @Test
    void anotherRestartPolicyIsNoNewRevisionAndReplacesAllTheSame() {
        List<NativeObject> before = render(SPEC, 1);
        WorkloadSpec changed = spec().restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .build())
                .build();

        NativeWrite write = only(diff(rerender(changed, 2, before), before));

        assertThat(write.replaces()).isTrue();
        assertThat(document(write).at("/TaskTemplate/RestartPolicy/Condition").asText())
                .isEqualTo("on-failure");
        assertThat(document(write)
                        .at("/TaskTemplate/ContainerSpec/Labels/dev.berth.revision")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void whatBerthDoesNotWriteIsKept() {
        NativeObject there = changed(render(SPEC, 1), service -> {
            service.withObject("/TaskTemplate/ContainerSpec").put("Hostname", "theirs");
            service.withObject("/TaskTemplate").put("ForceUpdate", 3);
            service.withObject("/Labels").put("theirs", "yes");
        });

        assertThat(diff(render(SPEC, 1), List.of(there))).isEmpty();
        ObjectNode update = document(only(diff(render(SPEC, 2), List.of(there))));
        assertThat(update.at("/TaskTemplate/ContainerSpec/Hostname").asText()).isEqualTo("theirs");
        assertThat(update.at("/TaskTemplate/ForceUpdate").asInt()).isEqualTo(3);
        assertThat(update.at("/Labels/theirs").asText()).isEqualTo("yes");
    }

    @Test
    void whatSomebodyPutIntoAFieldOfOursIsTakenOutAgain() {
        NativeObject there = changed(
                render(SPEC, 1),
                service -> service.withObject("/TaskTemplate/Placement")
                        .withArray("Constraints")
                        .add("node.role==manager"));

        NativeWrite write = only(diff(render(SPEC, 1), List.of(there)));

        assertThat(document(write).at("/TaskTemplate/Placement/Constraints").isMissingNode())
                .isTrue();
        assertThat(write.replaces()).isTrue();
    }

    @Test
    void aDigestThatTheDockerCommandAddedStays() {
        NativeObject there = changed(
                render(SPEC, 1),
                service -> service.withObject("/TaskTemplate/ContainerSpec")
                        .put("Image", Rendering.IMAGE + "@sha256:" + "0".repeat(64)));

        assertThat(diff(render(SPEC, 1), List.of(there))).isEmpty();
    }

    @Test
    void aServiceOfAnotherModeIsMadeAnew() {
        List<NativeObject> global = render(spec().mode(Mode.global()).build(), 1);

        assertThat(diff(render(SPEC, 2), global))
                .extracting(NativeWrite::action)
                .containsExactly(NativeWrite.Action.DELETE, NativeWrite.Action.CREATE);
    }

    private static NativeWrite only(List<NativeWrite> writes) {
        assertThat(writes).hasSize(1);
        return writes.get(0);
    }

    private static ObjectNode document(NativeWrite write) {
        return Json.read(write.object().document());
    }

    private static NativeObject changed(List<NativeObject> objects, Consumer<ObjectNode> change) {
        ObjectNode service = service(objects);
        change.accept(service);
        return new NativeObject(SwarmTranslator.SERVICE, objects.get(0).name(), Json.write(service));
    }
}
