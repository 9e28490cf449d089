package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spi.Call;
import java.time.Duration;

/** A cluster in memory and a client of it whose requests are counted. */
final class TestKubernetes {
    static final String SPACE = Rendering.ID.namespace();

    final FakeKubernetes server = new FakeKubernetes();
    final FakeObjects objects = server.objects;
    final Requests requests = new Requests();
    final KubernetesClient client = requests.of(server);

    static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }
}
