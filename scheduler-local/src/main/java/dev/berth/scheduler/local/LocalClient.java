package dev.berth.scheduler.local;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.cluster.Observation;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the backend needs of its cluster. Thread-safe; every failure is a {@code SchedulerException}. */
interface LocalClient extends AutoCloseable {
    List<WorkloadId> ids(Call call);

    List<WorkloadView> workloads(Collection<WorkloadId> ids, Call call);

    void schedulable(String node, boolean value, Call call);

    void drain(String node, Call call);

    boolean createRecord(StoredRecord record, Call call);

    List<StoredRecord> records(WorkloadId id, Call call);

    void deleteRecord(RecordKey key, Call call);

    void put(WorkloadId id, String document, Optional<String> mark, Call call);

    void remove(WorkloadId id, Optional<String> mark, Call call);

    /** Why replacing a workload's instances by those of an object could never be carried out; empty when it could. */
    Optional<Explanation> infeasible(WorkloadId id, String document, Call call);

    /** What instances of an object are to find and is not there. */
    List<Problem> unmet(String document, Call call);

    boolean start(RunStart run, Call call);

    void cancel(RunId run, Call call);

    void forget(RunId run, Call call);

    /** Which of the workloads wanted there are, all nodes, and what changes afterwards. */
    Observation observe(Predicate<WorkloadId> wanted, Call call);

    /** What there is of each now; {@code news} then tells what becomes of them. */
    List<WorkloadView> observed(Collection<WorkloadId> ids, Subscription news, Call call);

    Subscription subscribe(Predicate<WorkloadId> wanted, Call call);

    /** Returns when all that was answered before survives a power failure. */
    void persist(Call call);

    /** Which logs there are. */
    LogFiles logs();

    LogSource logSource(Call call);

    @Override
    void close();
}
