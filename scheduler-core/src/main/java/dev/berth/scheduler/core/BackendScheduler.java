package dev.berth.scheduler.core;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.pipeline.Describing;
import dev.berth.scheduler.core.pipeline.PipelineWorkloads;
import dev.berth.scheduler.core.watch.Reader;
import dev.berth.scheduler.core.watch.Watches;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The API over one backend: the write path and the read path, nothing else. */
public final class BackendScheduler implements Scheduler {
    /** How long a call may take unless {@link #within} says otherwise. */
    public static final Duration PER_CALL = Duration.ofSeconds(30);

    private final Backend backend;
    private final Translator translator;
    private final BackendContext context;
    private final Describing describing;
    private final Reader reader;
    private final Watches watches;
    private final Duration perCall;

    public BackendScheduler(Backend backend, Translator translator, BackendContext context) {
        this(backend, translator, context, call -> {});
    }

    /** {@code beforeAsking} is run before it is asked whether a controller lives. */
    BackendScheduler(Backend backend, Translator translator, BackendContext context, Consumer<Call> beforeAsking) {
        this(backend, translator, context, new Describing(backend, beforeAsking), new Watches(backend), PER_CALL);
    }

    private BackendScheduler(
            Backend backend,
            Translator translator,
            BackendContext context,
            Describing describing,
            Watches watches,
            Duration perCall) {
        this.describing = describing;
        this.backend = backend;
        this.translator = translator;
        this.context = context;
        this.reader = new Reader(backend);
        this.watches = watches;
        this.perCall = perCall;
    }

    @Override
    public BackendInfo describe() {
        return describing.now(Call.within(perCall));
    }

    @Override
    public Workloads workloads() {
        return new PipelineWorkloads(backend, translator, context, describing, reader, perCall);
    }

    @Override
    public Nodes nodes() {
        return new Nodes() {
            @Override
            public List<Node> list() {
                Call call = Call.within(perCall);
                describing.require(Capabilities.NODE_LIST, call);
                return reader.nodes(call);
            }

            @Override
            public void schedulable(NodeId node, boolean value) {
                Call call = Call.within(perCall);
                describing.require(Capabilities.NODE_CORDON, call);
                backend.schedulable(node, value, call);
            }

            @Override
            public void drain(NodeId node) {
                Call call = Call.within(perCall);
                describing.require(Capabilities.NODE_DRAIN, call);
                backend.drain(node, call);
            }
        };
    }

    @Override
    public Feed<WatchEvent> watch(Selector selector) {
        requireWatch(Call.within(perCall));
        return watches.open(selector);
    }

    /** A backend that can't be reached just now is watched once it can. */
    private void requireWatch(Call call) {
        try {
            describing.require(Capabilities.WATCH, call);
        } catch (ContactException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
        }
    }

    @Override
    public Feed<LogLine> logs(LogQuery query) {
        return backend.logs(query, query.follow() ? Call.untilCancelled() : Call.within(perCall));
    }

    @Override
    public Scheduler within(Duration limit) {
        return new BackendScheduler(backend, translator, context, describing, watches, limit);
    }

    /** Ends every watch, those of its views too. */
    void closeWatches() {
        watches.close();
    }
}
