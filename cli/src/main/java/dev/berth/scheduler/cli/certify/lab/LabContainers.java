package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.status.Instance;

/** The containers of instances as each node shows them itself, and what can be done to them behind the servers' backs. */
public abstract class LabContainers implements UsualEnvironment.Instances {
    private final Lab lab;

    protected LabContainers(Lab lab) {
        this.lab = lab;
    }

    /** The container of the kit's own task, which runs or is about to. */
    protected abstract String container(String node, Instance instance);

    /** The lab's name of the node it is on. */
    protected final String node(Instance instance) {
        return lab.name(instance.node().orElseThrow(() -> new IllegalStateException(instance.id() + " is on no node")));
    }

    @Override
    public final void kill(Instance instance) {
        fault("kill-container", instance);
    }

    /** Takes the container away altogether, and with it how it ended. */
    @Override
    public final void end(Instance instance) {
        fault("lose-container", instance);
    }

    private void fault(String fault, Instance instance) {
        String node = node(instance);
        lab.fault(fault, node, container(node, instance));
    }
}
