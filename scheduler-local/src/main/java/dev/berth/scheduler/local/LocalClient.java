package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.cluster.NodeView;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.InstanceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the backend needs of its cluster. Thread-safe; every failure is a {@code SchedulerException}. */
interface LocalClient extends AutoCloseable {
    List<WorkloadId> ids(Call call);

    List<WorkloadView> workloads(Collection<WorkloadId> ids, Call call);

    /** Those that are still there. */
    List<InstanceView> instances(Collection<InstanceId> ids, Call call);

    List<NodeView> nodes(Call call);

    void schedulable(String node, boolean value, Call call);

    boolean createRecord(StoredRecord record, Call call);

    List<StoredRecord> records(WorkloadId id, Call call);

    void deleteRecord(RecordKey key, Call call);

    void put(WorkloadId id, String document, Optional<String> mark, Call call);

    void remove(WorkloadId id, Optional<String> mark, Call call);

    Subscription subscribe(Call call);

    /** Which logs there are. */
    LogFiles logs();

    LogSource logSource(Call call);

    @Override
    void close();
}
