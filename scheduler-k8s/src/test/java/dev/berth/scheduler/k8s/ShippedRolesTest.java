package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shipped allows what this adapter asks for, and not one verb more. */
@Timeout(60)
class ShippedRolesTest {
    private static final OperationSpecs SPECS = new OperationSpecs("new", Rendering.IMAGE);

    private final FakeKubernetes server = new FakeKubernetes();
    private final NeededPermissions needed = new NeededPermissions();

    @BeforeEach
    void putNodes() {
        FakeDeployments cluster = new FakeDeployments(server.objects);
        cluster.node("n1");
        cluster.node("n2");
    }

    /** What a controller and a kubelet do. */
    private void putPod() {
        String name = SPECS.first().id().name();
        ObjectNode maker = server.objects
                .find(ObjectKind.DEPLOYMENT, SPECS.namespace(), name)
                .orElseThrow();
        ObjectNode pod = Held.pod(maker, "web-1");
        ObjectNode container = pod.putObject("status")
                .put("phase", "Running")
                .putArray("containerStatuses")
                .addObject();
        container.put("name", "main").put("restartCount", 0);
        container.putObject("state").putObject("running");
        pod.withObjectProperty("spec").put("nodeName", "n1");
        pod.withObjectProperty("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True");
        server.objects.change(
                ObjectKind.DEPLOYMENT,
                SPECS.namespace(),
                name,
                found -> found.putObject("status")
                        .put("replicas", 2)
                        .put("updatedReplicas", 2)
                        .put("observedGeneration", 9));
        var unused = server.objects.put(ObjectKind.POD, pod);
        server.logs.put(SPECS.namespace() + "/web-1/main", (options, call) -> {
            FakeFeed<String> feed = new FakeFeed<>(call);
            feed.tell("2026-11-21T12:00:00Z hello");
            return feed;
        });
    }

    @Test
    void allowsWhatTheAdapterAsksForAndNothingElse() throws InterruptedException {
        server.objects.lingering = true;
        try (EveryOperation operations = new EveryOperation(needed.of(server), SPECS)) {
            for (ObjectKind kind : ObjectKind.values()) {
                operations.requests().before("watchMetadata " + kind, () -> server.objects.collect(kind));
            }
            operations.run(this::putPod);
        }
        assertThat(needed.all()).isEqualTo(ShippedRoles.permissions());
    }

    @Test
    void letsNobodyReadSecretsUnlessItIsWanted() {
        assertThat(ShippedRoles.documents())
                .filteredOn(document -> document.path("kind").asText().endsWith("Binding"))
                .extracting(document -> document.at("/roleRef/name").asText())
                .containsExactly("berth-workloads", "berth-cluster", "berth-leases");
    }
}
