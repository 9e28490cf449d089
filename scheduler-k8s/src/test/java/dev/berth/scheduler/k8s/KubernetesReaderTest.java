package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.input;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many lists it takes, and whose is what they tell. */
class KubernetesReaderTest {
    private static final Mode CRON = Cron.builder("0 3 * * *").build();

    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesReader reader = new KubernetesReader(test.client, OWNER);
    private final RecordStore records = new RecordStore(test.server, OWNER);

    private static WorkloadSpec of(WorkloadId id, Mode mode) {
        Task task = Task.main(ImageArtifact.builder(Rendering.IMAGE).build()).build();
        return WorkloadSpec.builder(id, mode).task(task).build();
    }

    /** Its pods tell how far it is, as there is no controller that would note it. */
    @Test
    void ofADaemonSetThatHasADeadlineThePodsAreReadWhileItGoesOn() {
        RolloutPolicy policy =
                RolloutPolicy.builder().progressDeadline(Duration.ofMinutes(2)).build();
        WorkloadSpec spec = of(ID, Mode.global()).toBuilder().rollout(policy).build();
        record(ID, 1, Mode.global());
        put(Rendering.TRANSLATOR.render(input(spec, 1, 1, List.of())));
        var unused = reader.read(List.of(ID), call());
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder("listMetadata CONFIG_MAP", "list DAEMON_SET", "list POD");
    }

    private static List<WorkloadId> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> WorkloadId.of("shop", "web-" + i))
                .toList();
    }

    private void accept(WorkloadId id, Mode mode) {
        record(id, 1, mode);
        put(Rendering.TRANSLATOR.render(input(of(id, mode), 1, 1, List.of())));
    }

    private void record(WorkloadId id, long generation, Mode mode) {
        test.server.namespaces.add(id.namespace());
        Map<String, String> attributes = Map.of("mode", mode.kind().name());
        assertThat(records.create(new StoredRecord(new RecordKey(id, generation), attributes, "{}"), call()))
                .isTrue();
    }

    private void put(List<NativeObject> objects) {
        objects.forEach(object -> {
            var unused = test.objects.put(ObjectKind.of(object.kind()), ManifestText.read(object.document()));
        });
    }

    private void putForeign(ObjectKind kind, WorkloadId id) {
        ObjectNode manifest = Json.object();
        manifest.putObject("metadata").put("name", id.name()).put("namespace", id.namespace());
        var unused = test.objects.put(kind, manifest);
    }

    @Test
    void aHundredOfOneKindTakeTwoRequests() {
        names(100).forEach(id -> accept(id, Mode.replicated(1)));
        Map<WorkloadId, WorkloadPicture> pictures = reader.read(names(100), call());
        assertThat(test.requests.made()).containsExactlyInAnyOrder("listMetadata CONFIG_MAP", "list DEPLOYMENT");
        assertThat(pictures.keySet()).containsExactlyElementsOf(names(100));
        assertThat(pictures.values()).allSatisfy(picture -> {
            assertThat(picture.workload()).isPresent();
            assertThat(picture.latest()).isPresent();
        });
    }

    @Test
    void eachFurtherKindInUseTakesOne() {
        accept(ID, Mode.replicated(1));
        WorkloadId all = WorkloadId.of("shop", "all");
        accept(all, Mode.global());
        WorkloadId once = WorkloadId.of("shop", "once");
        accept(once, Batch.builder().build());
        Map<WorkloadId, WorkloadPicture> pictures = reader.read(List.of(ID, all, once), call());
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder("listMetadata CONFIG_MAP", "list DEPLOYMENT", "list DAEMON_SET", "list JOB");
        assertThat(pictures.values())
                .extracting(picture -> picture.workload().map(ServerObject::kind))
                .extracting(kind -> kind.orElse(null))
                .containsExactly(ObjectKind.DEPLOYMENT, ObjectKind.DAEMON_SET, ObjectKind.JOB);
    }

    @Test
    void aHundredThatAreNewTakeThree() {
        var unused = reader.read(names(100), call());
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder("listMetadata CONFIG_MAP", "list DEPLOYMENT", "list DAEMON_SET");
    }

    @Test
    void oneThatIsNewIsLookedForByItsName() {
        putForeign(ObjectKind.DEPLOYMENT, ID);
        WorkloadPicture picture = reader.read(List.of(ID), call()).getOrDefault(ID, new Pictures(OWNER).of(ID));
        assertThat(picture.foreign().map(ServerObject::kind)).contains(ObjectKind.DEPLOYMENT);
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder("listMetadata CONFIG_MAP", "get DEPLOYMENT", "get DAEMON_SET");
    }

    @Test
    void whatIsInTheWayOfOneThatIsNewIsToldAlsoBesideOthers() {
        accept(ID, Mode.replicated(1));
        WorkloadId one = WorkloadId.of("shop", "one");
        WorkloadId other = WorkloadId.of("shop", "other");
        putForeign(ObjectKind.DEPLOYMENT, one);
        Map<WorkloadId, WorkloadPicture> pictures = reader.read(List.of(ID, one, other), call());
        assertThat(pictures.values())
                .extracting(picture -> picture.foreign()
                        .map(object -> object.metadata().name())
                        .orElse(""))
                .containsExactly("", "one", "");
        assertThat(pictures.values().iterator().next().workload()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "annotations"})
    void ofOneWhoseMarksWereTakenOffItIsToldThatItIsInTheWay(String marks) {
        accept(ID, Mode.replicated(1));
        test.objects.change(
                ObjectKind.DEPLOYMENT,
                ID.namespace(),
                ID.name(),
                object -> object.withObjectProperty("metadata").remove(marks));

        WorkloadPicture picture = reader.read(List.of(ID), call()).getOrDefault(ID, new Pictures(OWNER).of(ID));
        assertThat(picture.workloads()).isEmpty();
        assertThat(picture.foreign()).isPresent();
        assertThat(test.requests.made())
                .containsExactly(
                        "listMetadata CONFIG_MAP",
                        "list DEPLOYMENT",
                        "get DEPLOYMENT",
                        "list SERVICE",
                        "list POD_DISRUPTION_BUDGET");
    }

    @Test
    void anObjectOfAnEarlierModeIsFoundByTheEarlierRecord() {
        accept(ID, Mode.replicated(1));
        record(ID, 2, Mode.global());
        WorkloadPicture picture =
                reader.read(List.of(ID), call()).values().iterator().next();
        assertThat(picture.workload().map(ServerObject::kind)).contains(ObjectKind.DEPLOYMENT);
        assertThat(picture.latest().orElseThrow().key().generation()).isEqualTo(2);
    }

    @Test
    void servicesAndBudgetsAreAskedForWhereThereMayBeSome() {
        record(ID, 1, Mode.replicated(2));
        put(render(spec().mode(Mode.replicated(2)).discoveryName("shop").build(), 1));
        WorkloadPicture picture =
                reader.read(List.of(ID), call()).values().iterator().next();
        assertThat(picture.companions()).hasSize(2);
        test.objects.remove(ObjectKind.DEPLOYMENT, "shop", "web");
        WorkloadPicture left =
                reader.read(List.of(ID), call()).values().iterator().next();
        assertThat(left.companions()).hasSize(2);
    }

    @Test
    void runsOfACronAreAmongIt() {
        accept(ID, CRON);
        put(Rendering.run(spec().mode(CRON).build()));
        WorkloadPicture picture =
                reader.read(List.of(ID), call()).values().iterator().next();
        assertThat(picture.runs()).hasSize(1);
    }

    @Test
    void thoseOfSeveralNamespacesTakeNoMoreRequests() {
        WorkloadId elsewhere = WorkloadId.of("sea", "web");
        accept(ID, Mode.replicated(1));
        accept(elsewhere, Mode.replicated(1));
        Map<WorkloadId, WorkloadPicture> pictures = reader.read(List.of(ID, elsewhere), call());
        assertThat(test.requests.made()).hasSize(2);
        assertThat(pictures.values())
                .allSatisfy(picture -> assertThat(picture.workload()).isPresent());
    }

    @Test
    void askingForNoneAsksForNothing() {
        assertThat(reader.read(List.of(), call())).isEmpty();
        assertThat(test.requests.made()).isEmpty();
    }

    @Test
    void idsTakeOneRequestAndAreOursOnly() {
        accept(ID, Mode.replicated(1));
        accept(WorkloadId.of("sea", "web"), Mode.replicated(1));
        var theirs = new RecordStore(test.server, "others")
                .create(new StoredRecord(new RecordKey(WorkloadId.of("shop", "x"), 1), Map.of(), ""), call());
        assertThat(theirs).isTrue();
        assertThat(new ArrayList<>(reader.ids(Selector.all(), call())))
                .containsExactly(WorkloadId.of("sea", "web"), ID);
        assertThat(test.requests.made()).containsExactly("listMetadata CONFIG_MAP");
        assertThat(reader.ids(Selector.all().inNamespace("shop"), call())).containsExactly(ID);
        assertThat(reader.ids(Selector.of(ID), call())).containsExactly(ID);
    }
}
