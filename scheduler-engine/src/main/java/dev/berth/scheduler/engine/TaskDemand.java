package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Task;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** What the tasks of one instance ask of a node together. */
final class TaskDemand {
    private TaskDemand() {}

    static ResourceAmounts resources(Collection<Task> tasks) {
        return Resource.amounts(resource -> Math.max(
                requests(tasks, resource, task -> task.role() != Task.Role.INIT).reduce(0, TaskDemand::add),
                requests(tasks, resource, task -> task.role() == Task.Role.INIT).reduce(0, Math::max)));
    }

    static List<HostPort> hostPorts(Collection<Task> tasks) {
        return tasks.stream()
                .flatMap(task -> task.ports().stream())
                .filter(port -> port.reach() == Port.Reach.FIXED)
                .flatMap(port -> port.number().stream().mapToObj(number -> new HostPort(number, port.protocol())))
                .toList();
    }

    private static LongStream requests(Collection<Task> tasks, Resource resource, Predicate<Task> which) {
        return tasks.stream()
                .filter(which)
                .mapToLong(task -> resource.requestedIn(task.resources().requests()));
    }

    /** Stays at the largest number instead of turning negative: no node has that much. */
    private static long add(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
