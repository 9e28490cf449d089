package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.InstanceRow;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.News;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What became of instances and workloads, a line for each state that lasted until time went on. */
final class EventLog {
    private final List<String> lines = new ArrayList<>();

    /**
     * Takes what is new. In the order of names: what happens at one moment has none.
     *
     * @return whether anything was
     */
    boolean take(Subscription news, Instant now) {
        try {
            News taken = news.take(0);
            Stream.of(
                            taken.ends().stream().map(view -> instance(view) + " ENDED"),
                            taken.instances().stream().map(EventLog::instance),
                            taken.workloads().stream().map(EventLog::workload))
                    .flatMap(all -> all)
                    .sorted()
                    .forEach(line -> lines.add(now + " " + line));
            return !taken.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String instance(InstanceView view) {
        InstanceRow row = view.row();
        return row.id() + " " + row.phase()
                + (view.lost() ? " LOST" : "")
                + row.site()
                        .map(site -> " on " + site.node() + " " + site.ports())
                        .orElse("")
                + (row.run().ready() ? " ready" : "") + " revision "
                + row.origin().revision() + " restarts "
                + row.restarts().count()
                + row.end().map(end -> " last " + end.sentence()).orElse("")
                + (row.note().reason().isEmpty() ? "" : " " + row.note().reason());
    }

    private static String workload(WorkloadView view) {
        return view.id()
                + view.object()
                        .map(object -> " wants " + (object.content().replicas() + view.matching())
                                + (object.removing() ? " REMOVING" : ""))
                        .orElse(view.exists() ? " recorded" : " gone")
                + ", has " + view.instances().size();
    }
}
