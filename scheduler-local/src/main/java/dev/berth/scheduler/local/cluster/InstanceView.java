package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An instance as it is at one moment.
 *
 * @param explanation why it can't be placed
 * @param tasks their names, MAIN's first
 * @param ports of its tasks
 * @param lost whether its node can't be reached, so that nobody knows what it does
 * @param earlier whether it belongs to a life of its workload before the present one: it is about to be stopped
 */
public record InstanceView(
        InstanceRow row,
        Optional<Explanation> explanation,
        List<String> tasks,
        List<Port> ports,
        boolean lost,
        boolean earlier) {
    public InstanceView {
        tasks = List.copyOf(tasks);
        ports = List.copyOf(ports);
    }

    static InstanceView of(LiveInstance instance) {
        return of(instance, false, Optional.empty());
    }

    /** One beside the object there is now. */
    static InstanceView of(LiveInstance instance, boolean lost, Optional<ObjectRow> object) {
        String life = instance.row().origin().incarnation();
        boolean earlier = object.filter(
                        row -> !row.content().version().incarnation().equals(life))
                .isPresent();
        return new InstanceView(
                instance.row().with(restarts(instance)),
                instance.explanation(),
                tasks(instance.template()),
                instance.template().ports(),
                lost && !instance.phase().isEnded(),
                earlier);
    }

    private static List<String> tasks(Template template) {
        return Stream.concat(Stream.of(template.task()), template.companions().stream())
                .map(Task::name)
                .toList();
    }

    /** Those of all tasks. */
    private static InstanceRow.Restarts restarts(LiveInstance instance) {
        InstanceRow.Restarts own = instance.row().restarts();
        int count = instance.members().stream()
                .mapToInt(member -> member.row().restarts().count())
                .sum();
        return new InstanceRow.Restarts(own.count() + count, own.step(), own.recent());
    }
}
