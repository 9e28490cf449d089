package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Task;
import java.util.Collection;
import java.util.List;

/** What the tasks of one instance ask of a node together. */
final class TaskDemand {
    private TaskDemand() {}

    static ResourceAmounts resources(Collection<Task> tasks) {
        return Resource.amounts(resource -> most(tasks, resource));
    }

    private static long most(Collection<Task> tasks, Resource resource) {
        long most = 0;
        long main = 0;
        long sidecars = 0;
        for (Task task : tasks) {
            long request = resource.requestedIn(task.resources().requests());
            switch (task.role()) {
                case MAIN -> main = add(main, request);
                case INIT -> most = Math.max(most, add(sidecars, request));
                case SIDECAR -> sidecars = add(sidecars, request);
            }
        }
        return Math.max(most, add(sidecars, main));
    }

    static List<HostPort> hostPorts(Collection<Task> tasks) {
        return tasks.stream()
                .flatMap(task -> task.ports().stream())
                .filter(port -> port.reach() == Port.Reach.FIXED)
                .flatMap(port -> port.number().stream().mapToObj(number -> new HostPort(number, port.protocol())))
                .toList();
    }

    /** Stays at the largest number instead of turning negative: no node has that much. */
    private static long add(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
