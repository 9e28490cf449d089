package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent.Change;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one workload. Of one thread. */
final class KnownWorkload {
    private final String owner;
    private final WorkloadId id;
    private final Map<String, ServerObject> objects = new HashMap<>();
    /** In the order of their uids, as one may speak for all, and who comes later is to be told the same. */
    private final Map<String, PodObject> pods = new TreeMap<>();

    private final Map<String, PodObject> gone = new HashMap<>();
    /** Pods whose end their Job counted, as they were until they went, as long as the Job is there. */
    private final Map<String, PodObject> ended = new HashMap<>();

    private @Nullable ConfigMapObject latest;

    KnownWorkload(String owner, WorkloadId id) {
        this.owner = owner;
        this.id = id;
    }

    WorkloadId id() {
        return id;
    }

    void note(Change change, ServerObject object) {
        if (change == Change.DELETED) {
            objects.remove(object.metadata().uid());
            ended.values().removeIf(pod -> !isOfOne(pod));
        } else {
            objects.put(object.metadata().uid(), object);
        }
    }

    void note(Change change, PodObject pod) {
        String uid = pod.metadata().uid();
        Optional.ofNullable(pods.get(uid))
                .filter(before -> Pods.isCounted(before) && isOfOne(before))
                .filter(before -> change == Change.DELETED || !Pods.isCounted(pod))
                .ifPresent(before -> ended.put(uid, before));
        PodObject other = pods.getOrDefault(
                uid, pods.isEmpty() ? pod : pods.values().iterator().next());
        if (change == Change.DELETED) {
            pods.remove(uid);
            gone.put(uid, pod);
        } else {
            pods.put(uid, pod.kept(other));
        }
    }

    /** Those of services are ReplicaSets', which nobody watches. */
    private boolean isOfOne(PodObject pod) {
        return Pods.isOnce(pod) && pod.metadata().owners().stream().anyMatch(owner -> objects.containsKey(owner.uid()));
    }

    /** Whether it has an object of this uid. */
    boolean has(String uid) {
        return pods.containsKey(uid) || objects.containsKey(uid);
    }

    /** One that is none of this workload's any more, though it may be there. */
    void leave(String uid) {
        pods.remove(uid);
        objects.remove(uid);
    }

    /** Older records say nothing that matters here; they are forgotten before the latest is. A copy under another name is none. */
    void note(Change change, ConfigMapObject config) {
        if (!config.metadata().name().equals(KubernetesNames.record(owner, new RecordKey(id, generation(config))))) {
            return;
        }
        boolean same = latest != null
                && latest.metadata().name().equals(config.metadata().name());
        if (change == Change.DELETED) {
            latest = same ? null : latest;
        } else if (latest == null || same || generation(config) > generation(latest)) {
            latest = config;
        }
    }

    private static long generation(ConfigMapObject config) {
        return KubernetesLabels.generation(config.metadata().annotations()).orElse(0L);
    }

    WorkloadPicture picture() {
        Pictures pictures = new Pictures(owner);
        objects.values().forEach(pictures::add);
        pods.values().forEach(pictures::add);
        ended.values().forEach(pictures::addGone);
        ConfigMapObject record = latest;
        if (record != null) {
            pictures.add(record);
        }
        return pictures.of(id);
    }

    /** Pods that went since this was asked last, as they were at their end. */
    List<PodObject> gone() {
        List<PodObject> all = new ArrayList<>(gone.values());
        gone.clear();
        return all;
    }

    Collection<PodObject> pods() {
        return pods.values();
    }

    boolean isEmpty() {
        return objects.isEmpty() && pods.isEmpty() && latest == null;
    }
}
