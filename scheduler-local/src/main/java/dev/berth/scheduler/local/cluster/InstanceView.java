package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.status.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * An instance as it is at one moment.
 *
 * @param explanation why it can't be placed
 * @param task its name
 * @param ports of its task
 * @param lost whether its node can't be reached, so that nobody knows what it does
 * @param earlier whether it belongs to a life of its workload before the present one: it is about to be stopped
 */
public record InstanceView(
        InstanceRow row,
        Optional<Explanation> explanation,
        String task,
        List<Port> ports,
        boolean lost,
        boolean earlier) {
    public InstanceView {
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
                instance.row(),
                instance.explanation(),
                instance.template().task().name(),
                instance.template().task().ports(),
                lost && !instance.phase().isEnded(),
                earlier);
    }
}
