package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import org.junit.jupiter.api.BeforeEach;

/** The API server in memory is one that this module takes for real. */
class FakeKubernetesTest extends KubernetesClientContract implements EvictionContract {
    private final FakeKubernetes server = new FakeKubernetes();

    @BeforeEach
    void putNode() {
        ObjectNode node = Json.object();
        node.putObject("metadata").put("name", "n1");
        var unused = server.objects.put(ObjectKind.NODE, node);
    }

    @Override
    KubernetesClient client() {
        return server;
    }

    @Override
    public KubernetesClient evicting() {
        return server;
    }
}
