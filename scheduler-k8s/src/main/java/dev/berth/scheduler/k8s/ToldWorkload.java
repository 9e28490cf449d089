package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.ToldThings;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an observer has told of one workload. Of one thread. */
final class ToldWorkload {
    private static final String UNOBSERVED_END = "UNOBSERVED_END";

    private final KubernetesStatusMapper mapper;
    private final KubernetesResults results;
    private final ToldThings<RunId, Run> runs = new ToldThings<>(Run::id, Sink::run, Sink::runGone);
    private @Nullable WorkloadReport report;
    private Map<InstanceId, Instance> instances = new HashMap<>();
    private boolean timed;

    ToldWorkload(KubernetesStatusMapper mapper, KubernetesResults results) {
        this.mapper = mapper;
        this.results = results;
    }

    /** Adds what is to be told, in order. */
    void changes(WorkloadPicture picture, List<PodObject> gone, KubernetesNodes nodes, List<Consumer<Sink>> facts) {
        List<Run> standing = mapper.runs(picture);
        results.see(picture, standing);
        runs.changes(standing, facts);
        Map<InstanceId, Instance> now = new HashMap<>();
        for (Instance instance : mapper.instances(picture, nodes)) {
            now.put(instance.id(), instance);
            if (!instance.equals(instances.get(instance.id()))) {
                facts.add(sink -> sink.instance(instance));
            }
        }
        Map<InstanceId, Instance> before = instances;
        instances = now;
        before.values().stream()
                .filter(one -> !now.containsKey(one.id()))
                .map(one -> last(one, picture, gone, nodes))
                .forEach(last -> facts.add(sink -> sink.ended(last)));
        Optional<WorkloadReport> latest = mapper.report(picture, nodes);
        timed = latest.flatMap(
                        next -> picture.workload().filter(object -> DaemonProgress.isTimed(object, next.progress())))
                .isPresent();
        latest.filter(next -> !next.equals(report)).ifPresent(next -> {
            report = next;
            facts.add(sink -> sink.workload(next));
        });
    }

    /** Whether it may have to be told anew though nothing happens. */
    boolean isTimed() {
        return timed;
    }

    /** As it was at its end: an event of a deletion tells it, and so does a pod that another one has the place of. */
    private Instance last(Instance before, WorkloadPicture picture, List<PodObject> gone, KubernetesNodes nodes) {
        Optional<PodObject> pod = Stream.concat(gone.stream(), picture.pods().stream())
                .filter(one -> one.metadata().uid().equals(before.id().uid()))
                .findFirst();
        return pod.map(one -> mapper.instance(picture, one, nodes).toBuilder()
                        .ready(false)
                        .build())
                .orElseGet(() -> unseen(before));
    }

    /** Of its end nothing was told (rule OBS-4). */
    private static Instance unseen(Instance last) {
        Instance.Builder end = last.toBuilder().ready(false);
        return last.state() == InstanceState.STOPPING
                ? end.build()
                : end.state(InstanceState.UNKNOWN)
                        .reason(UNOBSERVED_END, "it ended and its pod was removed unseen")
                        .build();
    }
}
