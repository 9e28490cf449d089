package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.Rendering.task;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits through the whole of Berth, cut off at each of their requests. */
class SwarmApplyTest {
    private static final WorkloadSpec ONE = withFile("one");
    private static final WorkloadSpec TWO = withFile("two");

    private static WorkloadSpec withFile(String content) {
        return spec(task().file(new TaskFile.Config("/etc/settings", content, 0444)))
                .build();
    }

    static Stream<Arguments> faults() {
        return Map.<String, Supplier<Fault>>of(
                        "a manager that fails",
                        () -> Fault.refused(500, "rpc error: code = Unknown desc = context deadline exceeded"),
                        "another conflict",
                        () -> Fault.refused(409, "another conflict"),
                        "managers without a leader",
                        Fault::noLeader,
                        "an answer that is lost",
                        Fault::answerLost)
                .entrySet()
                .stream()
                .map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
    }

    /** Does something with a fault at its first request, at its second and so on, as long as that has so many. */
    private static void atEachRequest(
            Supplier<Fault> fault, Consumer<TestSwarm> before, Consumer<TestSwarm> edit, Consumer<TestSwarm> after) {
        boolean struck = true;
        for (int request = 0; struck; request++) {
            try (TestSwarm test = new TestSwarm()) {
                before.accept(test);
                test.client.requests();
                test.client.fail(request, fault.get());
                try {
                    edit.accept(test);
                } catch (SchedulerException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
                struck = test.client.requests().size() > request;
                after.accept(test);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFirstApplyThatIsCutOffIsFinishedByTheNext(String name, Supplier<Fault> fault) {
        List<String> undisturbed = new ArrayList<>();
        atEachRequest(
                () -> Fault.after(() -> {}),
                test -> {},
                test -> test.apply(ONE),
                test -> undisturbed.addAll(state(test)));
        atEachRequest(fault, test -> {}, test -> test.apply(ONE), test -> {
            test.apply(ONE);
            assertThat(undisturbed).containsAll(state(test));
            assertThat(state(test)).isNotEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultHalfWayThroughAnApplyLeavesWhatApplyingAgainRepairs(String name, Supplier<Fault> fault) {
        try (TestSwarm undisturbed = new TestSwarm()) {
            undisturbed.apply(ONE);
            undisturbed.apply(TWO);
            List<String> wanted = state(undisturbed);
            atEachRequest(fault, test -> test.apply(ONE), test -> test.apply(TWO), test -> {
                test.apply(TWO);
                assertThat(state(test)).isEqualTo(wanted);
                assertThat(test.backend.records(ID, call())).hasSizeBetween(2, 3);
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aRemovalThatIsCutOffIsFinishedByTheNext(String name, Supplier<Fault> fault) {
        atEachRequest(
                fault,
                test -> test.apply(ONE),
                test -> test.scheduler.workloads().remove(ID),
                test -> {
                    test.scheduler.workloads().remove(ID);
                    assertThat(test.manager.services.all()).isEmpty();
                    // Records are a controller's to forget.
                    assertThat(test.manager.configs.all())
                            .extracting(config -> config.labels().get(SwarmLabels.KIND))
                            .containsOnly(SwarmLabels.RECORD);
                });
    }

    /** The services with the content of their files; which edit it was and ids are left out. */
    private static List<String> state(TestSwarm test) {
        return test.manager.services.all().stream()
                .map(service -> {
                    ObjectNode spec = service.spec().deepCopy();
                    List<String> contents = spec.findValuesAsText("ConfigID").stream()
                            .map(id -> test.manager
                                    .configs
                                    .byId(id)
                                    .map(ConfigObject::data)
                                    .orElse("missing"))
                            .toList();
                    Stream.of(spec, spec.at("/TaskTemplate/ContainerSpec"))
                            .map(part -> (ObjectNode) part.path("Labels"))
                            .forEach(labels -> labels.remove(
                                    List.of(SwarmLabels.GENERATION, SwarmLabels.REVISION, SwarmLabels.INCARNATION)));
                    spec.findParents("ConfigID").forEach(reference -> ((ObjectNode) reference).remove("ConfigID"));
                    return spec + " with " + contents;
                })
                .toList();
    }

    @Test
    void anEditInTheMeantimeIsPlannedOnAgainAndNotWrittenOver() {
        try (TestSwarm test = new TestSwarm()) {
            test.apply(ONE);
            test.client.next(
                    "updateService",
                    Fault.after(() -> test.manager.edit(
                            TestSwarm.web(),
                            spec -> spec.withObjectProperty("Labels").put("team", "ships"))));
            test.apply(TWO);
            assertThat(test.manager.service(TestSwarm.web()).labels()).containsEntry("team", "ships");
            assertThat(state(test)).singleElement().asString().endsWith(" with [two]");
        }
    }

    @Test
    void whatSomebodyChangedIsWrittenBackAndOfOthersNothingIs() {
        try (TestSwarm test = new TestSwarm()) {
            test.ofOwner("others")
                    .workloads()
                    .apply(WorkloadSpec.builder(WorkloadId.of("theirs", "web"), Mode.replicated(1))
                            .task(task().build())
                            .build());
            test.apply(ONE);
            List<String> wanted = state(test);
            test.manager.edit(TestSwarm.web(), spec -> {
                spec.withObjectProperty("Labels")
                        .put(SwarmLabels.REVISION, "last")
                        .remove(SwarmLabels.MODE);
                spec.withObjectProperty("Mode").withObjectProperty("Replicated").put("Replicas", 9);
            });
            test.apply(ONE);
            assertThat(state(test)).isEqualTo(wanted);
            assertThat(wanted).hasSize(2);
            assertThat(test.manager.services.all())
                    .filteredOn(service -> OWNER.equals(service.labels().get(SwarmLabels.OWNER)))
                    .hasSize(1);
        }
    }

    @Test
    void aNameThatIsTakenInOtherLettersIsToldAndRemovable() {
        try (TestSwarm test = new TestSwarm()) {
            test.manager.somebodyCreates("Shop_Web", Map.of());
            assertThatThrownBy(() -> test.scheduler.workloads().apply(ONE).orThrow())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("service shop_web exists, whatever the letter case");
            test.scheduler.workloads().remove(ID);
            assertThat(test.manager.services.all())
                    .extracting(ServiceObject::name)
                    .containsExactly("Shop_Web");
        }
    }
}
