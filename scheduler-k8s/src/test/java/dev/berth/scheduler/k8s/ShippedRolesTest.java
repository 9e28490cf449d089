package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
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
    void putNode() {
        ObjectNode node = Json.object();
        node.putObject("metadata").put("name", "n1");
        var unused = server.objects.put(ObjectKind.NODE, node);
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
