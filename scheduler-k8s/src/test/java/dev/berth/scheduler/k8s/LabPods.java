package dev.berth.scheduler.k8s;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The pods of one workload in the lab's cluster. */
record LabPods(KubernetesClient client, WorkloadId id) {
    /** Those that are over or being deleted, too. */
    List<PodObject> all() {
        Call call = Call.within(Duration.ofSeconds(30));
        String selector = KubernetesLabels.selector(Rendering.OWNER, id);
        return Listing.of(sink -> client.list(ObjectKind.POD, id.namespace(), selector, Codec.PODS, sink, call));
    }

    /**
     * Looks at all of them until they are so.
     *
     * @param each has to find each look in order
     */
    List<PodObject> await(Predicate<List<PodObject>> condition, Consumer<List<PodObject>> each) {
        Call patience = Call.within(Duration.ofSeconds(90));
        List<PodObject> pods = all();
        each.accept(pods);
        while (!condition.test(pods)) {
            patience.check(
                    "waiting for other pods than "
                            + pods.stream().map(LabPods::shown).toList(),
                    Effect.NONE);
            pods = all();
            each.accept(pods);
        }
        return pods;
    }

    List<PodObject> awaitReady(int count) {
        return await(pods -> pods.size() == count && pods.stream().allMatch(Pods::isReady), pods -> {});
    }

    /** Those that nobody has asked to go. */
    static List<PodObject> staying(List<PodObject> pods) {
        return pods.stream().filter(pod -> !pod.metadata().isDeleting()).toList();
    }

    static long revision(PodObject pod) {
        return KubernetesLabels.revision(pod.metadata().annotations());
    }

    private static String shown(PodObject pod) {
        return pod.metadata().name() + " of revision " + revision(pod) + " on " + pod.node()
                + (Pods.isReady(pod) ? " ready" : " " + pod.phase())
                + (pod.metadata().isDeleting() ? " going" : "");
    }
}
