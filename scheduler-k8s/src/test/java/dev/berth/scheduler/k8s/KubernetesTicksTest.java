package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.TRANSLATOR;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of a CRON as Jobs, each at most once. */
class KubernetesTicksTest {
    private static final WorkloadSpec CRON =
            spec().mode(Cron.builder("0 3 * * *").build()).build();

    private static final NativeObject TEMPLATE = render(CRON, 1).get(0);

    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesReader reader = new KubernetesReader(test.client, OWNER);
    private final KubernetesSender sender = new KubernetesSender(test.client, OWNER);
    private final KubernetesTicks ticks = new KubernetesTicks(test.client, reader, sender, OWNER);

    @BeforeEach
    void accept() {
        var unused = test.objects.put(ObjectKind.POD_TEMPLATE, ManifestText.read(TEMPLATE.document()));
        var record = new StoredRecord(new RecordKey(ID, 1), Map.of("mode", "CRON"), "{}");
        assertThat(new RecordStore(test.server, OWNER).create(record, call())).isTrue();
    }

    private static RunId id(int hour) {
        return new RunId(ID, "20261121t0" + hour + "0000z");
    }

    private static RunStart run(int hour, Run.State outcome, String life) {
        Instant tick = Instant.parse("2026-11-21T0" + hour + ":00:00Z");
        List<NativeObject> objects = outcome == Run.State.PENDING
                ? TRANSLATOR.renderRun(
                        RunInput.of(id(hour), CRON, new Version(life, 1), 1, tick, List.of(TEMPLATE), OWNER))
                : List.of();
        boolean runs = outcome == Run.State.PENDING;
        return new RunStart(
                id(hour), life, 1, tick, outcome, runs ? "" : "LATE", runs ? "" : "nobody was there", objects);
    }

    private static RunStart run(int hour) {
        return run(hour, Run.State.PENDING, "life");
    }

    private List<ObjectNode> jobs() {
        return test.objects.list(ObjectKind.JOB, SPACE);
    }

    private WorkloadPicture picture() {
        return reader.read(List.of(ID), call()).values().iterator().next();
    }

    @Test
    void aTickFiresOnceWhoeverAsks() {
        assertThat(ticks.start(run(3), call())).isTrue();
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder(
                        "listMetadata CONFIG_MAP",
                        "list POD_TEMPLATE",
                        "list JOB",
                        "createOwned JOB",
                        "metadata POD_TEMPLATE");
        assertThat(ticks.start(run(3), call())).isFalse();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void ofTwoWhoStartItAtTheSameTimeOneDoes() {
        test.requests.before("createOwned JOB", () -> {
            boolean other = new KubernetesTicks(
                            test.server,
                            new KubernetesReader(test.server, OWNER),
                            new KubernetesSender(test.server, OWNER),
                            OWNER)
                    .start(run(3), call());
            assertThat(other).isTrue();
        });
        assertThat(ticks.start(run(3), call())).isFalse();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void anEarlierTickDoesNotFireAfterALaterOne() {
        assertThat(ticks.start(run(4), call())).isTrue();
        assertThat(ticks.start(run(3), call())).isFalse();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void aRunForAnotherLifeIsRefused() {
        assertThatThrownBy(() -> ticks.start(run(3, Run.State.PENDING, "other"), call()))
                .isInstanceOf(ConflictException.class);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aTickThatIsNotRunIsWrittenDownAndNeverRuns() {
        assertThat(ticks.start(run(3, Run.State.MISSED, "life"), call())).isTrue();
        assertThat(jobs().get(0).at("/spec/suspend").asBoolean()).isTrue();
        Run told = KubernetesRuns.of(picture()).get(0);
        assertThat(told.state()).isEqualTo(Run.State.MISSED);
        assertThat(told.reason()).isEqualTo("LATE");
        assertThat(ticks.start(run(3), call())).isFalse();
    }

    @Test
    void aWorkloadRemovedMeanwhileLeavesNoRun() {
        test.requests.before("createOwned JOB", () -> test.objects.remove(ObjectKind.POD_TEMPLATE, SPACE, ID.name()));
        assertThatThrownBy(() -> ticks.start(run(3), call())).isInstanceOf(ConflictException.class);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aRunBegunAfterTheRemovalWasPlannedGoesWithTheWorkload() {
        Optional<String> mark = PlannedState.of(picture().workloads());
        assertThat(ticks.start(run(3), call())).isTrue();
        sender.send(ID, new NativeWrite(NativeWrite.Action.DELETE, TEMPLATE, mark, false), call());
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aCancelledRunIsSuspendedAndAForgottenOneIsGone() {
        assertThat(ticks.start(run(3), call())).isTrue();
        test.requests.made();
        ticks.cancel(id(3), call());
        assertThat(test.requests.made()).containsExactly("get JOB", "apply JOB");
        assertThat(jobs().get(0).at("/spec/suspend").asBoolean()).isTrue();
        ticks.cancel(id(3), call());
        ticks.forget(id(3), call());
        assertThat(jobs()).isEmpty();
        ticks.forget(id(3), call());
        ticks.cancel(id(3), call());
    }
}
