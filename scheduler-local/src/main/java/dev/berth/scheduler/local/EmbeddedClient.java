package dev.berth.scheduler.local;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.cluster.Cluster;
import dev.berth.scheduler.local.cluster.LogFiles;
import dev.berth.scheduler.local.cluster.LogSource;
import dev.berth.scheduler.local.cluster.Observation;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.local.store.StoreException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster in this JVM. One that can't be opened yet fails the calls and is tried again with each; so does one that was
 * closed by somebody else, as a simulated server is that dies.
 */
final class EmbeddedClient implements LocalClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedClient.class);

    private final Opener opener;
    private final LogFiles logs;
    private @Nullable Cluster cluster;
    private boolean closed;

    EmbeddedClient(Opener opener, LogFiles logs) {
        this.opener = opener;
        this.logs = logs;
    }

    /** Opens the cluster now if that is possible, so that what runs is looked after. */
    void begin() {
        try {
            cluster();
        } catch (SchedulerException e) {
            LOGGER.warn("the embedded cluster can't be opened yet: {}", e.getMessage());
        }
    }

    private synchronized Cluster cluster() {
        if (closed) {
            throw ContactException.unavailable("this backend is closed", Effect.NONE, null);
        }
        Cluster open = cluster;
        if (open == null || open.isClosed()) {
            open = opener.open();
            cluster = open;
        }
        return open;
    }

    @Override
    public List<WorkloadId> ids(Call call) {
        return ask(open -> open.ids(call));
    }

    @Override
    public List<WorkloadView> workloads(Collection<WorkloadId> ids, Call call) {
        return ask(open -> open.workloads(ids, call));
    }

    @Override
    public void schedulable(String node, boolean value, Call call) {
        run(open -> open.schedulable(node, value, call));
    }

    @Override
    public void drain(String node, Call call) {
        run(open -> open.drain(node, call));
    }

    @Override
    public boolean createRecord(StoredRecord record, Call call) {
        return ask(open -> open.createRecord(record, call));
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        return ask(open -> open.records(id, call));
    }

    @Override
    public void deleteRecord(RecordKey key, Call call) {
        run(open -> open.deleteRecord(key, call));
    }

    @Override
    public void put(WorkloadId id, String document, Optional<String> mark, Call call) {
        run(open -> open.put(id, document, mark, call));
    }

    @Override
    public void remove(WorkloadId id, Optional<String> mark, Call call) {
        run(open -> open.remove(id, mark, call));
    }

    @Override
    public Optional<Explanation> infeasible(WorkloadId id, String document, Call call) {
        return ask(open -> open.infeasible(id, document, call));
    }

    @Override
    public List<Problem> unmet(String document, Call call) {
        return ask(open -> open.unmet(document));
    }

    @Override
    public boolean start(RunStart run, Call call) {
        return ask(open -> open.start(run, call));
    }

    @Override
    public void cancel(RunId run, Call call) {
        run(open -> open.cancel(run, call));
    }

    @Override
    public void forget(RunId run, Call call) {
        run(open -> open.forget(run, call));
    }

    @Override
    public Observation observe(Predicate<WorkloadId> wanted, Call call) {
        return ask(open -> open.observe(wanted, call));
    }

    @Override
    public List<WorkloadView> observed(Collection<WorkloadId> ids, Subscription news, Call call) {
        return ask(open -> open.observed(ids, news, call));
    }

    @Override
    public Subscription subscribe(Predicate<WorkloadId> wanted, Call call) {
        return ask(open -> open.subscribe(wanted));
    }

    @Override
    public void persist(Call call) {
        run(open -> open.persist(call));
    }

    @Override
    public LogFiles logs() {
        return logs;
    }

    @Override
    public LogSource logSource(Call call) {
        return ask(open -> open.logs(call));
    }

    private <T> T ask(Asking<T> asking) {
        try {
            return asking.of(cluster());
        } catch (StoreException e) {
            throw LocalErrors.of(e);
        }
    }

    private void run(Doing doing) {
        try {
            doing.with(cluster());
        } catch (StoreException e) {
            throw LocalErrors.of(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Opens the cluster. */
    interface Opener {
        /** Fails with a {@link SchedulerException} when it can't be opened. */
        Cluster open();
    }

    private interface Asking<T> {
        T of(Cluster cluster) throws StoreException;
    }

    private interface Doing {
        void with(Cluster cluster) throws StoreException;
    }
}
