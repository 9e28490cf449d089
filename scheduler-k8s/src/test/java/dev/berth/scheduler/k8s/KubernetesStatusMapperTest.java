package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KubernetesStatusMapperTest {
    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");
    private static final KubernetesStatusMapper MAPPER = new KubernetesStatusMapper(Clock.fixed(NOW, ZoneOffset.UTC));
    private static final KubernetesNodes NODES = KubernetesNodes.none();

    private final WorkloadSpec spec = spec(task().port(Port.fixed("http", 8080)).port(Port.inside("admin", 9000)))
            .discoveryName("front")
            .build();
    private final List<NativeObject> rendered = render(spec, 3);
    private final ObjectNode deployment = Held.stored(rendered.get(rendered.size() - 1));
    private final Pictures pictures = new Pictures(OWNER);

    private WorkloadPicture picture() {
        return pictures.of(ID);
    }

    private WorkloadPicture whole() {
        rendered.forEach(object -> pictures.add(Held.object(Held.stored(object))));
        return picture();
    }

    private WorkloadPicture recorded(ObjectNode... objects) {
        StoredRecord record = new StoredRecord(new RecordKey(ID, 3), Map.of(), "content");
        pictures.add(
                Held.config(Json.read(KubernetesRecords.object(OWNER, record).document())));
        Stream.of(objects).map(Held::object).forEach(pictures::add);
        return picture();
    }

    private WorkloadReport report(WorkloadPicture picture) {
        return MAPPER.report(picture, NODES).orElseThrow();
    }

    /** With this status, on a node. */
    private ObjectNode pod(String status) {
        ObjectNode pod = Held.pod(deployment, "a");
        pod.set("status", Json.read(status));
        ((ObjectNode) pod.get("spec")).put("nodeName", "n1");
        return pod;
    }

    private ObjectNode running() {
        return pod("{\"phase\": \"Running\", \"hostIP\": \"10.0.0.1\", \"podIP\": \"10.1.0.1\","
                + " \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}],"
                + " \"containerStatuses\": [{\"name\": \"main\", \"restartCount\": 2,"
                + " \"state\": {\"running\": {\"startedAt\": \"2026-11-20T21:00:00Z\"}}}]}");
    }

    private ObjectNode unplaced() {
        ObjectNode pod = Held.pod(deployment, "b");
        ((ObjectNode) pod.get("status"))
                .putArray("conditions")
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "False")
                .put("message", "0/3 nodes are available: 3 Insufficient cpu. preemption: none");
        return pod;
    }

    private Instance instance(ObjectNode pod, KubernetesNodes nodes) {
        return MAPPER.instance(picture(), Held.pod(pod), nodes);
    }

    @Test
    void whatIsStoredAsItWasWrittenNeedsNoWrite() {
        Observed observed = MAPPER.observed(whole());

        assertThat(observed.objects()).extracting(NativeObject::kind).containsExactly("Service", "Deployment");
        assertThat(Rendering.TRANSLATOR.diff(rendered, observed)).isEmpty();
    }

    @Test
    void aPlanComparesNothingOfWhatAServerAndItsControllersCount() {
        Held.metadata(deployment)
                .withObjectProperty("annotations")
                .put("deployment.kubernetes.io/revision", "4")
                .put("theirs", "1");

        assertThat(Held.object(deployment).asNative().document())
                .contains("theirs")
                .doesNotContain("deployment.kubernetes.io", "resourceVersion", "uid-of");
    }

    @Test
    void theVersionIsThatOfTheWorkloadsObject() {
        assertThat(MAPPER.observed(whole()).applied()).contains(new Version("life", 3));
    }

    @Test
    void theMarkNamesEveryObjectThatAnEditChanges() {
        String mark = MAPPER.observed(whole()).mark().orElseThrow();

        assertThat(PlannedState.find(mark, "Deployment", "web"))
                .map(PlannedState.Planned::uid)
                .contains("uid-of-web");
        assertThat(PlannedState.find(mark, "Service", "front")).isPresent();
    }

    @Test
    void whatIsBeingDeletedIsAsGoodAsGone() {
        pictures.add(Held.object(Held.deleting(deployment)));
        Observed observed = MAPPER.observed(picture());

        assertThat(observed.objects()).isEmpty();
        assertThat(observed.applied()).isEmpty();
        assertThat(observed.mark()).isEmpty();
    }

    @Test
    void anObjectInTheWayIsNamed() {
        ObjectNode foreign = deployment.deepCopy();
        Held.metadata(foreign).putObject("labels");
        pictures.addNamed(ID, Held.object(foreign));

        assertThat(MAPPER.observed(picture()).foreign()).contains("Deployment shop/web");
        assertThat(MAPPER.observed(picture()).objects()).isEmpty();
    }

    @Test
    void instancesAreCountedByTheirControllerWherePodsAreNotListed() {
        ((ObjectNode) deployment.get("status")).put("replicas", 2);
        pictures.add(Held.object(deployment));

        assertThat(MAPPER.observed(picture()).instances()).isEqualTo(2);
    }

    @Test
    void withoutARecordNothingWasEverAccepted() {
        assertThat(MAPPER.report(whole(), NODES)).isEmpty();
    }

    @Test
    void aWorkloadIsReportedWithWhatItAimsAtAndHowFarItIs() {
        WorkloadReport report = report(recorded(deployment));

        assertThat(report.applied()).contains(new Version("life", 3));
        assertThat(report.desired()).isEqualTo(1);
        assertThat(report.progress()).isEqualTo(Progress.ONGOING);
        assertThat(report.conditions()).isEmpty();
    }

    @Test
    void whatIsBeingRemovedIsAppliedUntilItIsGone() {
        WorkloadReport report = report(recorded(Held.deleting(deployment)));

        assertThat(report.applied()).contains(new Version("life", 3));
        assertThat(report.desired()).isZero();
    }

    @Test
    void whatOutlivesItsObjectIsBeingRemoved() {
        pictures.add(Held.pod(running()));

        assertThat(report(recorded()).conditions())
                .containsExactly(new Condition(Condition.REMOVING, "instances left: 1"));
    }

    @Test
    void whatFitsNowhereIsExplainedInNumbers() {
        pictures.add(Held.pod(unplaced()));
        WorkloadReport report = report(recorded(deployment));

        assertThat(report.explanation())
                .hasValueSatisfying(why -> assertThat(why.sentence()).isEqualTo("3 nodes: 3 insufficient cpu"));
        assertThat(report.conditions()).extracting(Condition::reason).containsExactly(Condition.UNPLACEABLE);
    }

    @Test
    void aQuotaIsTold() {
        ((ObjectNode) deployment.get("status"))
                .putArray("conditions")
                .addObject()
                .put("type", "ReplicaFailure")
                .put("status", "True")
                .put("message", "exceeded quota: q");

        assertThat(report(recorded(deployment)).conditions())
                .containsExactly(new Condition(Condition.CANNOT_START, "exceeded quota: q"));
    }

    @Test
    void whyAnInstanceFailsIsToldOfItsWorkload() {
        ObjectNode pod = pod("{\"phase\": \"Pending\", \"containerStatuses\": [{\"name\": \"main\","
                + " \"state\": {\"waiting\": {\"reason\": \"ErrImagePull\", \"message\": \"refused\"}}}]}");
        pictures.add(Held.pod(pod));

        assertThat(report(recorded(deployment)).conditions())
                .containsExactly(new Condition(Condition.CANNOT_START, "ErrImagePull: refused"));
        assertThat(instance(pod, NODES).reason()).isEqualTo(Condition.CANNOT_START);
    }

    @Test
    void anInstanceIsAPod() {
        Instance instance = instance(running(), NODES);

        assertThat(instance.id()).isEqualTo(new InstanceId(ID, "uid-of-a"));
        assertThat(instance.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance.ready()).isTrue();
        assertThat(instance.revision()).isEqualTo(3);
        assertThat(instance.restarts()).isEqualTo(2);
        assertThat(instance.run()).isEmpty();
        assertThat(instance.node())
                .hasValueSatisfying(node -> assertThat(node.value()).isEqualTo("n1"));
        assertThat(instance.startedAt()).contains(Instant.parse("2026-11-20T21:00:00Z"));
    }

    @Test
    void aFixedPortIsAtTheNodeAndAnInsideOneAtThePod() {
        InstanceId id = new InstanceId(ID, "uid-of-a");

        assertThat(instance(running(), NODES).endpoints())
                .containsExactly(
                        new Endpoint(id, "http", "10.0.0.1", 8080, Port.Protocol.TCP, Endpoint.Reachable.NETWORK),
                        new Endpoint(id, "admin", "10.1.0.1", 9000, Port.Protocol.TCP, Endpoint.Reachable.CLUSTER));
    }

    @Test
    void anInstanceOnALostNodeIsLostAndNeverReady() {
        ObjectNode node = Json.read("{\"metadata\": {\"name\": \"n1\"}, \"status\": {\"conditions\":"
                + " [{\"type\": \"Ready\", \"status\": \"Unknown\"}]}}");
        Instance instance = instance(running(), new KubernetesNodes(List.of(Held.one(Codec.NODES, node))));

        assertThat(instance.state()).isEqualTo(InstanceState.LOST);
        assertThat(instance.reason()).isEqualTo("NODE_LOST");
        assertThat(instance.ready()).isFalse();
        assertThat(instance.endpoints()).isEmpty();
    }

    @Test
    void anInstanceWithoutANodeSaysWhy() {
        Instance instance = instance(unplaced(), NODES);

        assertThat(instance.state()).isEqualTo(InstanceState.PENDING);
        assertThat(instance.reason()).isEqualTo(Condition.UNPLACEABLE);
        assertThat(instance.node()).isEmpty();
    }

    @Test
    void ofAServiceWhatIsOverHasGivenItsPlaceToAnother() {
        pictures.add(Held.pod(pod("{\"phase\": \"Failed\", \"reason\": \"Evicted\"}")));

        assertThat(MAPPER.instances(picture(), NODES)).isEmpty();
        assertThat(report(recorded(deployment)).conditions()).isEmpty();
    }

    @Test
    void ofABatchWhatIsOverStaysWithTheRunItWasOf() {
        ObjectNode job = Held.stored(
                render(spec().mode(Batch.builder().build()).build(), 3).get(0));
        ObjectNode pod = Held.pod(job, "a");
        pod.putObject("status").put("phase", "Succeeded");
        pictures.add(Held.pod(pod));

        assertThat(MAPPER.instances(picture(), NODES)).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(InstanceState.COMPLETED);
            assertThat(instance.run()).contains("3");
        });
    }

    @Test
    void whatIsGoneIsToldAsItEnded() {
        PodObject pod =
                Held.pod(Held.deleting(pod("{\"phase\": \"Failed\", \"containerStatuses\": [{\"name\": \"main\","
                        + " \"state\": {\"terminated\": {\"reason\": \"Error\", \"exitCode\": 143}}}]}")));
        Instance gone = MAPPER.ended(picture(), pod, NODES);

        assertThat(gone.state()).isEqualTo(InstanceState.COMPLETED);
        assertThat(gone.reason()).isEmpty();
        assertThat(gone.lastTermination())
                .hasValueSatisfying(end -> assertThat(end.exitCode()).isEqualTo(143));
    }

    @Test
    void whatVanishedWhileItRanEndedUnseen() {
        Instance gone = MAPPER.ended(picture(), Held.pod(running()), NODES);

        assertThat(gone.state()).isEqualTo(InstanceState.UNKNOWN);
        assertThat(gone.reason()).isEqualTo("UNOBSERVED_END");
        assertThat(gone.ready()).isFalse();
    }
}
