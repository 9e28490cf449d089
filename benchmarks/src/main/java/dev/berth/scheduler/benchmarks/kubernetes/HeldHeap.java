package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.benchmarks.cluster.Following;
import dev.berth.scheduler.benchmarks.cluster.Lab;
import dev.berth.scheduler.benchmarks.harness.Heap;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * What one side keeps once it is in sync, in a virtual machine that does nothing else. It has looked at nothing before, so that
 * what classes hold for good doesn't count.
 */
public final class HeldHeap {
    static final String INFORMER = "informer";
    static final String WATCH = "watch";

    private HeldHeap() {}

    /**
     * Measures, and prints bytes.
     *
     * @param arguments the side, the root of the checkout, how many pods there are
     */
    public static void main(String[] arguments) throws Exception {
        Cluster cluster = Cluster.of(Path.of(arguments[1]));
        int pods = Integer.parseInt(arguments[2]);
        boolean peer = arguments[0].equals(INFORMER);
        long nothing = peer ? informer(cluster, "default", 0) : watch(cluster, "nobody", 0);
        long held = peer ? informer(cluster, Workloads.NAMESPACE, pods) : watch(cluster, Cluster.OWNER, pods);
        System.out.println(held - nothing);
        System.exit(0);
    }

    private static long informer(Cluster cluster, String namespace, int pods) throws InterruptedException {
        try (Informer informer = new Informer(cluster, namespace)) {
            informer.sync(pods);
            return Heap.settled();
        }
    }

    private static long watch(Cluster cluster, String owner, int pods) throws InterruptedException {
        try (Berth berth = cluster.connect(owner);
                Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all())) {
            Following following = new Following(feed);
            following.awaitInstances(pods);
            following.awaitSynced();
            return Heap.settled();
        }
    }

    /** Measures a side in another virtual machine like this one; returns bytes. */
    static long of(String side, Path root, int pods) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String printed = Lab.output(List.of(
                java,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HeldHeap.class.getName(),
                side,
                root.toString(),
                Integer.toString(pods)));
        return Long.parseLong(printed.strip());
    }
}
