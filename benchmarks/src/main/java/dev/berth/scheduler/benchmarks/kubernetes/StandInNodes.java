package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Nodes without a kubelet, on which pods run as far as the API knows: their leases are renewed, so they are Ready. */
final class StandInNodes {
    private static final String NODES = "/api/v1/nodes";
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
    private static final int LEASE_SECONDS = 40;

    private final Api api;
    private final int count;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "berth-bench-heart");
        thread.setDaemon(true);
        return thread;
    });

    /** Makes them; {@code api} is asked by nobody else, who would keep it from renewing in time. */
    StandInNodes(Api api, int count) throws IOException, InterruptedException {
        this.api = api;
        this.count = count;
        for (int number = 0; number < count; number++) {
            Object unused = api.create(LEASES, lease(name(number)));
            Object unusedToo = api.create(NODES, node(name(number)));
        }
        Future<?> unused = heart.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
    }

    static String name(int number) {
        return "berth-bench-" + number;
    }

    private void beat() {
        try {
            for (int number = 0; number < count; number++) {
                api.merge(LEASES + "/" + name(number), lease(name(number)));
            }
        } catch (IOException e) {
            throw new IllegalStateException("leases of nodes could not be renewed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode lease(String name) {
        ObjectNode lease = Api.JSON.createObjectNode();
        lease.putObject("metadata").put("name", name);
        lease.putObject("spec")
                .put("holderIdentity", name)
                .put("leaseDurationSeconds", LEASE_SECONDS)
                .put("renewTime", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        return lease;
    }

    private static ObjectNode node(String name) {
        ObjectNode node = Api.JSON.createObjectNode();
        node.putObject("metadata").put("name", name).putObject("labels").put("kubernetes.io/hostname", name);
        // Nothing but what is put there.
        node.putObject("spec").put("unschedulable", true);
        ObjectNode status = node.putObject("status");
        for (String amounts : new String[] {"capacity", "allocatable"}) {
            status.putObject(amounts).put("cpu", "100").put("memory", "100Gi").put("pods", "10000");
        }
        ArrayNode conditions = status.putArray("conditions");
        conditions
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("reason", "StandIn")
                .put("message", "no kubelet is there")
                .put(
                        "lastHeartbeatTime",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "lastTransitionTime",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return node;
    }

    void remove() throws IOException, InterruptedException {
        heart.shutdownNow();
        boolean unused = heart.awaitTermination(1, TimeUnit.MINUTES);
        for (int number = 0; number < count; number++) {
            api.delete(NODES + "/" + name(number));
            api.delete(LEASES + "/" + name(number));
        }
    }
}
