package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.agent.wire.BackendInfoCodec;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.IdCodecs;
import dev.berth.scheduler.local.agent.wire.LogCodecs;
import dev.berth.scheduler.local.agent.wire.ObjectCodecs;
import dev.berth.scheduler.local.agent.wire.RecordCodecs;
import dev.berth.scheduler.local.agent.wire.ReportCodecs;
import dev.berth.scheduler.local.agent.wire.RunCodecs;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.LogLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries a request out on the backend: one method of the SPI each, under the same name. */
final class AgentService {
    /** How soon a caller's leaving is noticed while a feed has nothing; a feed can't be woken from outside. */
    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    private static final Set<String> EDITS =
            Set.of("createIfAbsent", "delete", "send", "schedulable", "drain", "start", "cancel", "forget");

    private final Backend backend;
    private final LeaseService leases;
    private final StatusService status;

    AgentService(Backend backend) {
        this.backend = backend;
        this.leases = new LeaseService(backend);
        this.status = new StatusService(backend);
    }

    /** Whether a request changes what the backend holds. */
    static boolean edits(WireObject request) throws IOException {
        return EDITS.contains(request.text("call"));
    }

    void serve(WireObject request, Reply reply, Call call) throws IOException, InterruptedException {
        String method = request.text("call");
        switch (method) {
            case "ping" -> {}
            case "describe" -> describe(reply, call);
            case "read" -> read(request, reply, call);
            case "ids" -> ids(request, reply, call);
            case "createIfAbsent" -> createIfAbsent(request, reply, call);
            case "records" -> records(request, reply, call);
            case "delete" -> backend.delete(request.object("key", RecordCodecs.KEY), call);
            case "send" -> send(request, call);
            case "persist" -> backend.persist(call);
            case "observe" -> observe(request, reply, call);
            case "logs" -> logs(request, reply, call);
            case "schedulable" ->
                backend.schedulable(request.object("node", IdCodecs.NODE), request.flag("value"), call);
            case "drain" -> backend.drain(request.object("node", IdCodecs.NODE), call);
            case "infeasible" -> infeasible(request, reply, call);
            case "unmet" -> unmet(request, reply, call);
            case "start" ->
                reply.item(new WireWriter().flag("made", backend.start(request.object("run", RunCodecs.START), call)));
            case "cancel" -> backend.cancel(request.object("run", RunCodecs.ID), call);
            case "forget" -> backend.forget(request.object("run", RunCodecs.ID), call);
            case "leaseHeld" ->
                reply.item(new WireWriter().flag("held", backend.leaseHeld(request.text("name"), call)));
            case "lease" -> leases.serve(request, reply, call);
            case "status" -> status.serve(reply, call);
            default ->
                throw RefusedException.unsupported("", "agent." + method, "the agent that runs is too old to know it");
        }
    }

    private void describe(Reply reply, Call call) throws IOException {
        reply.item(new WireWriter().object("info", backend.describe(call), BackendInfoCodec.INSTANCE));
    }

    private void read(WireObject request, Reply reply, Call call) throws IOException {
        Map<WorkloadId, Observed> all = backend.read(request.list("ids", IdCodecs.WORKLOAD), call);
        for (Map.Entry<WorkloadId, Observed> entry : all.entrySet()) {
            reply.item(new WireWriter()
                    .object("id", entry.getKey(), IdCodecs.WORKLOAD)
                    .object("observed", entry.getValue(), ObjectCodecs.OBSERVED));
        }
    }

    private void ids(WireObject request, Reply reply, Call call) throws IOException {
        for (WorkloadId id : backend.ids(request.object("selector", IdCodecs.SELECTOR), call)) {
            reply.item(new WireWriter().object("id", id, IdCodecs.WORKLOAD));
        }
    }

    private void observe(WireObject request, Reply reply, Call call) throws IOException, InterruptedException {
        boolean groups = request.has(RemoteSink.TOGETHER) && request.flag(RemoteSink.TOGETHER);
        backend.observe(request.object("selector", IdCodecs.SELECTOR), new RemoteSink(reply, groups), call);
    }

    private void createIfAbsent(WireObject request, Reply reply, Call call) throws IOException {
        boolean created = backend.createIfAbsent(request.object("record", RecordCodecs.RECORD), call);
        reply.item(new WireWriter().flag("created", created));
    }

    private void records(WireObject request, Reply reply, Call call) throws IOException {
        for (StoredRecord record : backend.records(request.object("id", IdCodecs.WORKLOAD), call)) {
            reply.item(new WireWriter().object("record", record, RecordCodecs.RECORD));
        }
    }

    private void send(WireObject request, Call call) throws IOException {
        WorkloadId id = request.object("id", IdCodecs.WORKLOAD);
        backend.send(id, request.object("write", ObjectCodecs.WRITE), call);
    }

    private void infeasible(WireObject request, Reply reply, Call call) throws IOException {
        Optional<Explanation> why = backend.infeasible(
                request.object("id", IdCodecs.WORKLOAD), request.list("rendering", ObjectCodecs.OBJECT), call);
        if (why.isPresent()) {
            reply.item(new WireWriter().object("why", why.get(), ReportCodecs.EXPLANATION));
        }
    }

    private void unmet(WireObject request, Reply reply, Call call) throws IOException {
        List<NativeObject> rendering = request.list("rendering", ObjectCodecs.OBJECT);
        for (Problem problem : backend.unmet(request.object("id", IdCodecs.WORKLOAD), rendering, call)) {
            reply.item(new WireWriter().object("problem", problem, FailureCodec.PROBLEM));
        }
    }

    private void logs(WireObject request, Reply reply, Call call) throws IOException, InterruptedException {
        try (Feed<LogLine> feed = backend.logs(request.object("query", LogCodecs.QUERY), call)) {
            while (!feed.ended() && !call.isOver()) {
                Optional<LogLine> line = feed.poll(LOOK_UP);
                if (line.isPresent()) {
                    reply.item(new WireWriter().object("line", line.get(), LogCodecs.LINE));
                }
            }
        }
    }
}
