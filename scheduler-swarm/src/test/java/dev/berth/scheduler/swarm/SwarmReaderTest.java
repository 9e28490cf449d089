package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked for, and what of the answers belongs to whom. */
class SwarmReaderTest {
    private static final WorkloadId OTHER = WorkloadId.of("shop", "web-two");

    private final TestSwarm test = new TestSwarm();
    private final SwarmReader reader = test.reader;

    @AfterEach
    void close() {
        test.close();
    }

    private static WorkloadSpec other() {
        return WorkloadSpec.builder(OTHER, Mode.replicated(1))
                .task(Rendering.task().build())
                .build();
    }

    private WorkloadPicture picture(WorkloadId id) {
        return Objects.requireNonNull(reader.read(List.of(id), call()).get(id));
    }

    @Test
    void asksTwiceHoweverManyAreAskedFor() {
        test.apply(spec().build(), other());
        test.client.requests();
        Map<WorkloadId, WorkloadPicture> read =
                reader.read(List.of(ID, OTHER, WorkloadId.of("shop", "absent")), call());
        assertThat(test.client.requests()).containsExactly("services", "configs");
        assertThat(read).hasSize(3);
        assertThat(read.get(ID)).satisfies(picture -> {
            assertThat(picture.service()).map(ServiceObject::name).contains("shop_web");
            assertThat(picture.latest()).isPresent();
        });
        assertThat(picture(WorkloadId.of("shop", "absent")).service()).isEmpty();
    }

    @Test
    void asksNobodyForNothing() {
        assertThat(reader.read(List.of(), call())).isEmpty();
        assertThat(test.client.requests()).isEmpty();
    }

    @Test
    void asksForTheTasksOfABatchOnly() {
        test.apply(spec().mode(Mode.batch()).build(), other());
        test.manager.run("shop_web");
        test.manager.run("shop_web-two");
        test.client.requests();
        assertThat(picture(ID).tasks())
                .extracting(TaskObject::serviceId)
                .containsExactly(test.manager.service("shop_web").id());
        assertThat(test.client.requests()).containsExactly("services", "configs", "tasks");
        assertThat(picture(OTHER).tasks()).isEmpty();
    }

    private static WorkloadSpec withDeadline() {
        return spec().rollout(RolloutPolicy.builder()
                        .progressDeadline(Duration.ofMinutes(1))
                        .onFailure(RolloutPolicy.OnFailure.PAUSE)
                        .build())
                .build();
    }

    @Test
    void asksForTheTasksOfARolloutWithADeadlineUntilItIsComplete() {
        test.control();
        test.apply(withDeadline());
        test.client.requests();
        picture(ID);
        assertThat(test.client.requests()).containsExactly("services", "configs", "tasks");
        test.manager.run("shop_web");
        picture(ID);
        assertThat(test.client.requests()).containsExactly("services", "configs");
    }

    @Test
    void aServiceThatGoesBetweenTwoListsIsReadAgain() {
        test.apply(spec().mode(Mode.batch()).build(), other());
        test.client.next("tasks", Fault.after(() -> test.manager.remove(test.manager.service("shop_web"))));
        Map<WorkloadId, Observed> read = test.backend.read(List.of(ID, OTHER), call());
        assertThat(read.get(ID)).satisfies(one -> assertThat(one.applied()).isEmpty());
        assertThat(read.get(OTHER)).satisfies(one -> assertThat(one.applied()).isPresent());
    }

    @Test
    void aServiceOfSomebodyElseIsToldUnderOurName() {
        test.manager.somebodyCreates("shop_web", Map.of("team", "others"));
        assertThat(picture(ID).service()).map(ServiceObject::name).contains("shop_web");
        assertThat(test.backend.read(List.of(ID), call()).get(ID))
                .satisfies(observed -> assertThat(observed.foreign()).contains("service shop_web"));
        assertThat(reader.ids(Selector.all(), call())).isEmpty();
    }

    @Test
    void aServiceOfSomebodyElseTellsHowManyInstancesTakingItOverWouldReplace() {
        test.ofOwner("others").workloads().apply(spec().build());
        test.manager.run("shop_web");
        assertThat(test.backend.read(List.of(ID), call()).get(ID)).satisfies(observed -> {
            assertThat(observed.foreign()).isPresent();
            assertThat(observed.instances())
                    .isEqualTo(test.manager.service("shop_web").desiredTasks())
                    .isPositive();
        });
    }

    @Test
    void whatIsOfAnotherOwnerIsNoneOfOurs() {
        test.ofOwner("others").workloads().apply(spec().build());
        assertThat(reader.ids(Selector.all(), call())).isEmpty();
        assertThat(reader.records(ID, call())).isEmpty();
        assertThat(reader.services(Selector.all(), call())).isEmpty();
        assertThat(test.backend.read(List.of(ID), call()).get(ID)).satisfies(observed -> {
            assertThat(observed.foreign()).isPresent();
            assertThat(observed.latest()).isEmpty();
        });
    }

    @Test
    void idsAreOfServicesAndOfRecordsWithoutAny() {
        test.apply(spec().build(), other());
        test.manager.remove(test.manager.service("shop_web"));
        test.manager.configs.all().stream()
                .filter(config -> OTHER.name().equals(config.labels().get(SwarmLabels.NAME)))
                .forEach(test.manager::remove);
        assertThat(reader.ids(Selector.all(), call())).containsExactly(ID, OTHER);
        assertThat(reader.ids(Selector.all().inNamespace("elsewhere"), call())).isEmpty();
        assertThat(reader.ids(Selector.of(OTHER), call())).containsExactly(OTHER);
    }

    @Test
    void labelsThatNameNoWorkloadSpoilNothing() {
        test.apply(spec().build());
        test.manager.somebodyCreates(
                "odd",
                Map.of(SwarmLabels.OWNER, OWNER, SwarmLabels.NAMESPACE, "Not A Namespace", SwarmLabels.NAME, "x"));
        assertThat(reader.ids(Selector.all(), call())).containsExactly(ID);
        assertThat(test.scheduler.workloads().list(Selector.all())).hasSize(1);
    }

    @Test
    void labelsThatSomebodySpoiledAreReadAsIfTheyWereNotThere() {
        test.control();
        test.apply(withDeadline());
        test.manager.edit(
                "shop_web",
                spec -> spec.withObjectProperty("Labels")
                        .put(SwarmLabels.PROGRESS_DEADLINE, "soon")
                        .put(SwarmLabels.MODE, "EVERYWHERE")
                        .put(SwarmLabels.REVISION, "last"));
        test.manager.run("shop_web");
        assertThat(test.backend.read(List.of(ID), call()).get(ID))
                .satisfies(observed -> assertThat(observed.applied()).isPresent());
        assertThat(test.scheduler.workloads().list(Selector.all())).hasSize(1);
    }
}
