package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of a cluster, written by somebody with its own command. */
public abstract class LabObjects implements UsualEnvironment.NativeObjects, Environment.Secrets {
    private final Map<WorkloadId, String> made = new ConcurrentHashMap<>();

    /** Makes the object that stands where this workload's would be. */
    protected abstract void make(WorkloadId id);

    /** What isn't the same any more when anybody has written this object. */
    protected abstract String state(WorkloadId id);

    @Override
    public final void create(WorkloadId id) {
        make(id);
        made.put(id, state(id));
    }

    @Override
    public final boolean isUntouched(WorkloadId id) {
        return state(id).equals(made.get(id));
    }

    /** Makes a volume for workloads of a namespace, unless the cluster does. */
    protected void provideVolume(String namespace, String name) {}
}
