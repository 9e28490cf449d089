package dev.berth.scheduler.benchmarks.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** The peer: fabric8's informer over the same pods. */
final class Informer implements AutoCloseable {
    private final KubernetesClient client;
    private final SharedIndexInformer<Pod> informer;

    /** Connects with the first request only. */
    Informer(Cluster cluster, String namespace) {
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
        this.informer = client.pods()
                .inNamespace(namespace)
                .withLabelSelector(Cluster.selector())
                .runnableInformer(0);
    }

    /** Until it has synced, with so many pods. */
    void sync(int count) {
        Void unused = informer.start().toCompletableFuture().join();
        if (!informer.hasSynced() || informer.getStore().listKeys().size() != count) {
            throw new IllegalStateException(
                    "the informer has " + informer.getStore().listKeys().size() + " pods");
        }
    }

    @Override
    public void close() {
        informer.close();
        client.close();
    }
}
