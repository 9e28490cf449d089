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
 */
public record InstanceView(InstanceRow row, Optional<Explanation> explanation, String task, List<Port> ports) {
    public InstanceView {
        ports = List.copyOf(ports);
    }

    static InstanceView of(LiveInstance instance) {
        return new InstanceView(
                instance.row(),
                instance.explanation(),
                instance.template().task().name(),
                instance.template().task().ports());
    }
}
