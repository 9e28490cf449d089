package dev.berth.scheduler.spi;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An orchestrator, as little of it as Berth needs. Thread-safe. Every method ends by its call's deadline and fails
 * with a {@code SchedulerException} only. Grows by default methods.
 */
public interface Backend extends AutoCloseable {
    BackendInfo describe(Call call);

    /** What there is of each workload asked for, in a few requests rather than one for each; nothing is left out. */
    Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call);

    /** Every workload of ours that {@code selector} could mean; labels need not be looked at. */
    List<WorkloadId> ids(Selector selector, Call call);

    /**
     * Claims a generation.
     *
     * @return false when the record exists, whoever made it
     */
    boolean createIfAbsent(StoredRecord record, Call call);

    /** Every record kept of a workload, oldest first. */
    List<StoredRecord> records(WorkloadId id, Call call);

    /** Forgets a record; forgetting what isn't there is no failure. */
    void delete(RecordKey key, Call call);

    /**
     * Sends one write of a plan, as it is.
     *
     * @throws dev.berth.scheduler.error.ConflictException when its precondition doesn't hold
     */
    void send(WorkloadId id, NativeWrite write, Call call);

    /**
     * Returns when all that was claimed and sent before survives a power failure. It is called once for the writes of an
     * edit, before that is answered, so that a backend may act on a write while its disk is still at it. One whose every
     * write is durable when it returns has nothing to do.
     */
    default void persist(Call call) {}

    /**
     * How many workloads of one edit may be written at the same time. One, in the order of the edit, unless a write mostly
     * waits for a server that does several as fast as one.
     */
    default int writesAtOnce() {
        return 1;
    }

    /**
     * Why replacing the instances there are by those of {@code rendering} could never be carried out as things are: full
     * nodes, one instance for each, nothing that may be stopped first (rule UPD-5). Asked before anything is written, and
     * only for changes that replace instances.
     *
     * @param rendering the objects as they would be written
     * @return empty when it can be carried out, or nobody can say
     */
    default Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        return Optional.empty();
    }

    /**
     * What instances of {@code rendering} are to find and is not there: a secret, a directory; or why a constraint would not
     * mean on the nodes there are what the spec says; or what the server has against a native override. Asked before anything is written, for changes that make instances anew
     * of a spec with such things.
     *
     * @param rendering the objects as they would be written
     * @return a problem for each, INFEASIBLE, with its path in the spec, where a task may be named rather than counted
     *     ({@code tasks[main]}); it names a secret, never a value
     */
    default List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        return List.of();
    }

    /**
     * Names one of {@code made} whose name something has that isn't of this workload, where {@link Observed#foreign} doesn't tell:
     * of what a workload has beside the object that its instances are made from. Asked before anything is written, for changes that
     * make objects.
     *
     * @param made objects that are to be created
     * @return empty when all their names are free, or nobody can say
     */
    default Optional<String> taken(WorkloadId id, List<NativeObject> made, Call call) {
        return Optional.empty();
    }

    /**
     * Makes a run of a CRON, unless one of its name, or of a later tick of the same life, was ever made: this is what
     * keeps a tick from firing twice (rule CRN-1). Seen from outside it is one step: what a call leaves half-way is
     * finished by the backend, or by the same call again, which then answers true.
     *
     * @return whether this call made it, or finished it
     */
    default boolean start(RunStart run, Call call) {
        throw RefusedException.unsupported("", "mode.cron", "this backend can't be told to run");
    }

    /** Asks a run to end, for good; one that has ended, or isn't there, stays as it is. Answers once that is durable. */
    default void cancel(RunId run, Call call) {
        throw RefusedException.unsupported("", "batch.cancel", "this backend can't end single runs");
    }

    /** Forgets a run that is over, with its instances and logs; forgetting what isn't there is no failure. */
    default void forget(RunId run, Call call) {
        throw RefusedException.unsupported("", "mode.cron", "this backend forgets runs by itself");
    }

    /**
     * Notes how the attempts of a run ended where that outlives its instances. The controller calls it with each run it is told
     * of in which one has ended. A backend whose results stay by themselves has nothing to do.
     */
    default void keep(Run run, Call call) {}

    /**
     * Tells {@code out} all that {@code selector} could mean and all nodes, then {@link Sink#synced}, then changes,
     * until the call is cancelled or {@code synced} says that is all.
     */
    void observe(Selector selector, Sink out, Call call) throws InterruptedException;

    default Feed<LogLine> logs(LogQuery query, Call call) {
        throw RefusedException.unsupported("", "logs", "this backend doesn't give logs");
    }

    default void schedulable(NodeId node, boolean value, Call call) {
        throw RefusedException.unsupported("", "node.cordon", "this backend can't keep instances off a node");
    }

    /**
     * Keeps new instances off a node and moves those there away, until it is schedulable again. Answers once that is durable; where
     * {@code node.drain} needs a controller, that one does the moving, by {@link #carryOnDrains}.
     */
    default void drain(NodeId node, Call call) {
        throw RefusedException.unsupported("", "node.drain", "this backend can't empty a node");
    }

    /**
     * Does the next step of what drains began, where the backend leaves that to a controller: moves what may be moved now, and puts in
     * order what a drain that is over left behind. What takes time is not waited for.
     *
     * @return how long until the next step; empty when there is nothing to do until a node is drained
     */
    default Optional<Duration> carryOnDrains(Call call) {
        return Optional.empty();
    }

    /**
     * The right to control this backend; empty when another holds it. An adapter without leases has no controller: what
     * a client left half-way waits for the next edit, and records are never forgotten.
     */
    default Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        return Optional.empty();
    }

    /**
     * Whether anybody holds the lease of this name, be it in another process. What needs a controller is refused while
     * nobody holds that of {@link Lease#CONTROLLER}. {@link Sink#controller} tells observers the same.
     */
    default boolean leaseHeld(String name, Call call) {
        return false;
    }

    @Override
    void close();
}
