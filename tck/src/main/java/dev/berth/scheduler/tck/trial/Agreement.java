package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Holds what the watch has told against lists (rule OBS-2). */
record Agreement(Scheduler lists, Selector selector) {
    /** What isn't told alike; empty when they agree. */
    List<String> differences(View view) {
        List<Workload> workloads = lists.workloads().list(selector);
        List<Instance> instances = lists.workloads().instances(selector);
        List<String> all = new ArrayList<>();
        for (Workload one : workloads) {
            hold(one, view.workload(one.id()), Agreement::areEqual, Told::workload, all);
        }
        for (Instance one : instances) {
            hold(one, view.instance(one.id()), Instance::equals, Told::instance, all);
        }
        for (Workload workload : workloads) {
            for (Run one : lists.workloads().runs(workload.id())) {
                hold(one, view.run(one.id()), Run::equals, Told::run, all);
            }
        }
        all.addAll(unlisted(view, workloads, instances));
        return all;
    }

    private static <T> void hold(
            T listed, Optional<T> seen, BiPredicate<T, T> equal, Function<T, String> told, List<String> differences) {
        if (seen.filter(one -> equal.test(one, listed)).isEmpty()) {
            String watched = seen.map(told).orElse("nothing");
            String line = told.apply(listed);
            // What differs may be something that its line leaves out.
            differences.add(
                    line.equals(watched)
                            ? "the watch says " + seen.orElseThrow() + ", and the list " + listed
                            : "the watch says " + watched + ", and the list " + line);
        }
    }

    private static boolean areEqual(Workload one, Workload other) {
        return one.version().equals(other.version()) && one.status().equals(other.status());
    }

    private static List<String> unlisted(View view, List<Workload> workloads, List<Instance> instances) {
        Set<Object> listed = new HashSet<>();
        workloads.forEach(one -> listed.add(one.id()));
        instances.forEach(one -> listed.add(one.id()));
        return view.ids().stream()
                .filter(id -> !listed.contains(id))
                .map(id -> "the watch still has " + id + ", and no list has it")
                .toList();
    }
}
