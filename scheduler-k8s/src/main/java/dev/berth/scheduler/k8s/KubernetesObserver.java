package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.ToldThings;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.KindWatch.News;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sink what there is and what changes: one list and one watch for each of eight kinds, with a thread for each watch.
 * Nothing is asked twice, unless a watch's beginning lies too far back: then all is listed and told anew.
 */
final class KubernetesObserver {
    /** The look at the beginning has a limit of its own, as the watch may go on for ever; that of the call holds too. */
    private static final Duration LOOK_UP = Duration.ofSeconds(60);

    /** So many changes wait to be told; then their watches wait, and the server for these. */
    private static final int MOST_WAITING = 1024;

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** So often what time may change is looked at. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String owner;
    private final KubernetesStatusMapper mapper;
    private final KubernetesLeases leases;
    private final KubernetesResults results;

    KubernetesObserver(
            KubernetesClient client,
            String owner,
            KubernetesStatusMapper mapper,
            KubernetesLeases leases,
            KubernetesResults results) {
        this.results = results;
        this.client = client;
        this.owner = owner;
        this.mapper = mapper;
        this.leases = leases;
    }

    void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        boolean more = new Round(selector, out, call).run();
        while (more && !call.isCancelled()) {
            out.startOver();
            more = new Round(selector, out, call).run();
        }
    }

    /** From a list of all to the end of one of the watches that follow it. */
    private final class Round {
        private final Sink out;
        private final Call call;
        private final KubernetesView view;
        private final Map<WorkloadId, ToldWorkload> told = new HashMap<>();
        private final ToldThings<NodeId, Node> toldNodes = new ToldThings<>(Node::id, Sink::node, Sink::nodeGone);
        /** What time may change though nothing happens. */
        private final Set<WorkloadId> timed = new HashSet<>();

        private long looked = System.nanoTime();
        private boolean controlled;

        Round(Selector selector, Sink out, Call call) {
            this.out = out;
            this.call = call;
            this.view = new KubernetesView(client, owner, selector);
        }

        /** Whether another one is wanted. */
        boolean run() throws InterruptedException {
            List<KindWatch<?>> watches = view.watches();
            Call look = Call.within(call.remaining().compareTo(LOOK_UP) < 0 ? call.remaining() : LOOK_UP);
            Runnable cancel = look::cancel;
            call.onCancel(cancel);
            try {
                watches.forEach(watch -> watch.list(look));
            } finally {
                call.forget(cancel);
            }
            controlled = isControlled();
            out.controller(controlled);
            tell();
            return out.synced() && follow(watches);
        }

        private boolean follow(List<KindWatch<?>> watches) throws InterruptedException {
            BlockingQueue<News> news = new LinkedBlockingQueue<>(MOST_WAITING);
            Call streams = Call.untilCancelled();
            Runnable cancel = streams::cancel;
            call.onCancel(cancel);
            List<Thread> threads = new ArrayList<>();
            try {
                watches.forEach(watch -> threads.add(thread(() -> watch.follow(news, streams))));
                return take(news);
            } finally {
                call.forget(cancel);
                streams.cancel();
                threads.forEach(Thread::interrupt);
            }
        }

        private static Thread thread(Runnable work) {
            Thread thread = new Thread(work, "berth-kubernetes-watch");
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        /** Tells what comes, as much at a time as there is; whether all is to be listed anew. */
        private boolean take(BlockingQueue<News> news) throws InterruptedException {
            Runnable wake = () -> {
                boolean unused = news.offer(new News.Fact(() -> {}));
            };
            call.onCancel(wake);
            view.tellInOrder(this::tell);
            try {
                while (!call.isCancelled()) {
                    call.check("watching", Effect.NONE);
                    if (isExpired(news.poll(patience().toMillis() + 1, TimeUnit.MILLISECONDS), news)) {
                        return true;
                    }
                    lookAtTimed();
                    tell();
                    tellController();
                }
                return false;
            } finally {
                call.forget(wake);
            }
        }

        private boolean isExpired(@Nullable News first, BlockingQueue<News> news) {
            for (News next = first; next != null; next = news.poll()) {
                if (next instanceof News.Fact fact) {
                    fact.change().run();
                } else if (next instanceof News.Broken broken) {
                    tell();
                    throw broken.failure();
                } else {
                    return true;
                }
            }
            return false;
        }

        private void lookAtTimed() {
            long now = System.nanoTime();
            if (now - looked >= TICK.toNanos()) {
                looked = now;
                timed.forEach(view::touch);
            }
        }

        /** A lease runs out without a word, and so does the time of a rollout. */
        private Duration patience() {
            Duration left = view.lease().map(leases::left).orElse(Duration.ZERO);
            Duration wait = timed.isEmpty() ? WAIT : TICK;
            Duration most = call.remaining().compareTo(wait) < 0 ? call.remaining() : wait;
            return left.isZero() || left.compareTo(most) > 0 ? most : left;
        }

        private boolean isControlled() {
            return view.lease().filter(lease -> !leases.left(lease).isZero()).isPresent();
        }

        private void tellController() {
            boolean now = isControlled();
            if (now != controlled) {
                controlled = now;
                out.controller(now);
            }
        }

        private void tell() {
            List<Consumer<Sink>> facts = new ArrayList<>();
            KubernetesNodes nodes = view.nodes();
            if (view.isNodesChanged()) {
                toldNodes.changes(mapper.nodes(nodes, view.pods()), facts);
            }
            view.changed().forEach(known -> changes(known, nodes, facts));
            tell(facts);
        }

        private void tell(KnownWorkload known) {
            List<Consumer<Sink>> facts = new ArrayList<>();
            changes(known, view.nodes(), facts);
            tell(facts);
        }

        private void changes(KnownWorkload known, KubernetesNodes nodes, List<Consumer<Sink>> facts) {
            ToldWorkload workload = told.computeIfAbsent(known.id(), id -> new ToldWorkload(mapper, results));
            workload.changes(known.picture(), known.gone(), nodes, facts);
            timed.remove(known.id());
            if (known.isEmpty()) {
                view.forget(known.id());
                told.remove(known.id());
                facts.add(sink -> sink.gone(known.id()));
            } else if (workload.isTimed()) {
                timed.add(known.id());
            }
        }

        private void tell(List<Consumer<Sink>> facts) {
            if (!facts.isEmpty()) {
                out.together(() -> facts.forEach(fact -> fact.accept(out)));
            }
        }
    }
}
