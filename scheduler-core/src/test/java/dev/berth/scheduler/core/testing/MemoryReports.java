package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backend in memory says of its workloads: as many instances as the object asks for, on one node. */
final class MemoryReports {
    private MemoryReports() {}

    static WorkloadReport report(StoredRecord record, @Nullable NativeObject object, Progress progress) {
        return WorkloadReport.of(
                        record,
                        Optional.ofNullable(object).map(MemoryTranslator::version),
                        object == null ? 0 : MemoryTranslator.replicas(object),
                        List.of(),
                        Optional.empty())
                .withProgress(progress);
    }

    static List<Instance> instances(WorkloadId id, @Nullable NativeObject object, boolean ready) {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; object != null && i < MemoryTranslator.replicas(object); i++) {
            long revision = MemoryTranslator.revision(object);
            instances.add(Instance.builder(new InstanceId(id, revision + "-" + i), InstanceState.RUNNING)
                    .index(i)
                    .revision(revision)
                    .node(new NodeId("memory"))
                    .ready(ready)
                    .build());
        }
        return instances;
    }
}
