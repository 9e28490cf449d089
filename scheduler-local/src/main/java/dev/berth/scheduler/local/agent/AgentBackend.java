package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.agent.wire.BackendInfoCodec;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.IdCodecs;
import dev.berth.scheduler.local.agent.wire.LogCodecs;
import dev.berth.scheduler.local.agent.wire.ObjectCodecs;
import dev.berth.scheduler.local.agent.wire.RecordCodecs;
import dev.berth.scheduler.local.agent.wire.ReportCodecs;
import dev.berth.scheduler.local.agent.wire.RunCodecs;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backend that a local agent serves. Each call has a connection of its own; none is kept between calls. With the
 * agent gone a call fails with UNAVAILABLE, with one that stands still it ends by its deadline with TIMEOUT; a write
 * that may have reached it fails with effect UNKNOWN and is never repeated.
 */
public final class AgentBackend implements Backend {
    private final Conversations agent;

    private AgentBackend(AgentSource source, AgentSettings settings) {
        this.agent = new Conversations(source, settings);
    }

    /** Starts the agent of {@code stateDirectory} when a call needs it and it doesn't run. */
    public static AgentBackend starting(Path stateDirectory, AgentCommand command) {
        return new AgentBackend(new AgentLauncher(stateDirectory, command), AgentSettings.UNSAID);
    }

    /**
     * The same, with a command that is put together only when an agent has to be started. With an agent that was started
     * with other settings reads are answered, and a warning is logged once; edits are refused as INVALID.
     *
     * @param settings what the command would start it with, by key, in words; what is usual left out
     */
    public static AgentBackend starting(
            Path stateDirectory, Map<String, String> settings, Supplier<AgentCommand> command) {
        return new AgentBackend(new AgentLauncher(stateDirectory, command), new AgentSettings(settings));
    }

    /** Asks the agent of {@code stateDirectory}, and fails with UNAVAILABLE when none runs. */
    public static AgentBackend attached(Path stateDirectory) {
        return new AgentBackend(new RunningAgent(new AgentFiles(stateDirectory)), AgentSettings.UNSAID);
    }

    @Override
    public BackendInfo describe(Call call) {
        List<WireObject> items = agent.read(Wire.request(() -> AgentRequest.of("describe", call)), call);
        return Wire.only(items, item -> item.object("info", BackendInfoCodec.INSTANCE));
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        Map<WorkloadId, Observed> all = new LinkedHashMap<>();
        for (WireObject item : agent.read(
                Wire.request(() -> AgentRequest.of("read", call).list("ids", ids, IdCodecs.WORKLOAD)), call)) {
            all.put(
                    Wire.answer(item, in -> in.object("id", IdCodecs.WORKLOAD)),
                    Wire.answer(item, in -> in.object("observed", ObjectCodecs.OBSERVED)));
        }
        return all;
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        List<WorkloadId> ids = new ArrayList<>();
        for (WireObject item : agent.read(
                Wire.request(() -> AgentRequest.of("ids", call).object("selector", selector, IdCodecs.SELECTOR)),
                call)) {
            ids.add(Wire.answer(item, in -> in.object("id", IdCodecs.WORKLOAD)));
        }
        return ids;
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        List<WireObject> items = agent.write(
                Wire.request(
                        () -> AgentRequest.of("createIfAbsent", call).object("record", record, RecordCodecs.RECORD)),
                call);
        return Wire.only(items, item -> item.flag("created"));
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        List<StoredRecord> records = new ArrayList<>();
        for (WireObject item : agent.read(
                Wire.request(() -> AgentRequest.of("records", call).object("id", id, IdCodecs.WORKLOAD)), call)) {
            records.add(Wire.answer(item, in -> in.object("record", RecordCodecs.RECORD)));
        }
        return records;
    }

    @Override
    public void delete(RecordKey key, Call call) {
        agent.write(Wire.request(() -> AgentRequest.of("delete", call).object("key", key, RecordCodecs.KEY)), call);
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        agent.write(
                Wire.request(() -> AgentRequest.of("send", call)
                        .object("id", id, IdCodecs.WORKLOAD)
                        .object("write", write, ObjectCodecs.WRITE)),
                call);
    }

    @Override
    public void persist(Call call) {
        agent.write(Wire.request(() -> AgentRequest.of("persist", call)), call);
    }

    @Override
    public Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        List<WireObject> items = agent.read(
                Wire.request(() -> AgentRequest.of("infeasible", call)
                        .object("id", id, IdCodecs.WORKLOAD)
                        .list("rendering", rendering, ObjectCodecs.OBJECT)),
                call);
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(Wire.only(items, item -> item.object("why", ReportCodecs.EXPLANATION)));
    }

    @Override
    public List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        List<WireObject> items = agent.read(
                Wire.request(() -> AgentRequest.of("unmet", call)
                        .object("id", id, IdCodecs.WORKLOAD)
                        .list("rendering", rendering, ObjectCodecs.OBJECT)),
                call);
        return items.stream()
                .map(item -> Wire.answer(item, one -> one.object("problem", FailureCodec.PROBLEM)))
                .toList();
    }

    @Override
    public boolean start(RunStart run, Call call) {
        List<WireObject> items = agent.write(
                Wire.request(() -> AgentRequest.of("start", call).object("run", run, RunCodecs.START)), call);
        return Wire.only(items, item -> item.flag("made"));
    }

    @Override
    public void cancel(RunId run, Call call) {
        agent.write(Wire.request(() -> AgentRequest.of("cancel", call).object("run", run, RunCodecs.ID)), call);
    }

    @Override
    public void forget(RunId run, Call call) {
        agent.write(Wire.request(() -> AgentRequest.of("forget", call).object("run", run, RunCodecs.ID)), call);
    }

    @Override
    public boolean leaseHeld(String name, Call call) {
        List<WireObject> items =
                agent.read(Wire.request(() -> AgentRequest.of("leaseHeld", call).text("name", name)), call);
        return Wire.only(items, item -> item.flag("held"));
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        Conversation conversation = agent.stream(
                Wire.request(() -> AgentRequest.of("observe", call)
                        .object("selector", selector, IdCodecs.SELECTOR)
                        .flag(RemoteSink.TOGETHER, true)),
                call);
        try {
            new AgentObserver(conversation, out, call).run();
        } finally {
            agent.end(conversation);
        }
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        Conversation conversation = agent.stream(
                Wire.request(() -> AgentRequest.of("logs", call).object("query", query, LogCodecs.QUERY)), call);
        return new AgentLogFeed(conversation, agent, call);
    }

    @Override
    public void schedulable(NodeId node, boolean value, Call call) {
        agent.write(
                Wire.request(() -> AgentRequest.of("schedulable", call)
                        .object("node", node, IdCodecs.NODE)
                        .flag("value", value)),
                call);
    }

    @Override
    public void drain(NodeId node, Call call) {
        agent.write(Wire.request(() -> AgentRequest.of("drain", call).object("node", node, IdCodecs.NODE)), call);
    }

    @Override
    public Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        // The connection outlives the call that takes the lease, so it has limits of its own.
        Call life = Call.untilCancelled();
        Conversation conversation = agent.stream(
                Wire.request(() -> AgentRequest.endless("lease")
                        .text("name", name)
                        .number("timeToLiveNanos", timeToLive.toNanos())
                        .number("acquireNanos", call.remaining().toNanos())),
                life);
        return AgentLease.take(conversation, agent, call);
    }

    /** How the agent itself is doing. */
    AgentStatus status(Call call) {
        List<WireObject> items = agent.read(Wire.request(() -> AgentRequest.of("status", call)), call);
        return Wire.only(items, item -> item.object("status", AgentStatus.CODEC));
    }

    @Override
    public void close() {
        agent.close();
    }
}
