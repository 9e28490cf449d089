package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.TRANSLATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** All that this adapter does in a cluster, once: every operation of the SPI, on every kind of workload, while it is watched. */
final class EveryOperation implements AutoCloseable {
    private static final Instant TICK = Instant.parse("2026-11-21T03:00:00Z");
    private static final List<ObjectKind> WATCHED = List.of(
            ObjectKind.NODE,
            ObjectKind.DEPLOYMENT,
            ObjectKind.DAEMON_SET,
            ObjectKind.POD_TEMPLATE,
            ObjectKind.JOB,
            ObjectKind.CONFIG_MAP,
            ObjectKind.POD,
            ObjectKind.LEASE);

    private final OperationSpecs specs;
    private final Requests requests = new Requests();
    private final KubernetesClient client;
    private final Backend backend;
    private final Call watching = Call.untilCancelled();
    private final ObservedFacts facts = new ObservedFacts(true);
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    private final Thread observer = new Thread(this::observe, "observer");

    EveryOperation(KubernetesClient client, OperationSpecs specs) {
        this.specs = specs;
        this.client = requests.of(client);
        this.backend = KubernetesProvider.over(this.client, new BackendContext("kubernetes", OWNER, Clock.systemUTC()));
    }

    /** Lets something happen before a request. */
    Requests requests() {
        return requests;
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(60));
    }

    private void observe() {
        try {
            backend.observe(Selector.all(), facts, watching);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            failure.set(Optional.of(e));
        }
    }

    /**
     * Does it all.
     *
     * @param pod sees to it that a pod of the first spec runs that has printed a line
     */
    void run(Runnable pod) throws InterruptedException {
        observer.start();
        assertThat(backend.describe(call()).version()).isNotEmpty();
        facts.await("synced", 1);
        for (ObjectKind kind : WATCHED) {
            requests.await("watch " + kind, 1);
        }
        lease();
        specs.all().forEach(this::accept);
        look();
        pod.run();
        logs();
        drain();
        evict();
        runs();
        specs.all().forEach(this::changeAndReplace);
        specs.all().forEach(this::remove);
        node();
        facts.await("controller true", 1);
        assertThat(failure.get()).isEmpty();
    }

    private void lease() {
        Lease lease =
                backend.lease(Lease.CONTROLLER, Duration.ofSeconds(60), call()).orElseThrow();
        assertThat(backend.leaseHeld(Lease.CONTROLLER, call())).isTrue();
        lease.close();
        assertThat(backend.leaseHeld(Lease.CONTROLLER, call())).isFalse();
        assertThat(backend.lease(Lease.CONTROLLER, Duration.ofSeconds(60), call()))
                .isPresent();
    }

    private void accept(WorkloadSpec spec) {
        String mode = spec.mode().kind().name();
        StoredRecord record = new StoredRecord(new RecordKey(spec.id(), 1), Map.of("mode", mode), "{}");
        assertThat(backend.createIfAbsent(record, call())).isTrue();
        assertThat(backend.createIfAbsent(record, call())).isFalse();
        bring(spec, rendering(spec, 1));
    }

    private static List<NativeObject> rendering(WorkloadSpec spec, long revision) {
        return TRANSLATOR.render(RenderInput.of(spec, new Version("life", revision), revision, List.of(), OWNER));
    }

    private void bring(WorkloadSpec spec, List<NativeObject> wanted) {
        for (NativeWrite write : TRANSLATOR.diff(wanted, observed(spec.id()))) {
            backend.send(spec.id(), write, call());
        }
    }

    private Observed observed(WorkloadId id) {
        return Objects.requireNonNull(backend.read(List.of(id), call()).get(id));
    }

    /** One alone that has no record is asked for by its name, several are listed. */
    private void look() {
        WorkloadId absent = WorkloadId.of(specs.namespace(), "absent");
        assertThat(observed(absent).objects()).isEmpty();
        List<WorkloadId> ids = specs.all().stream().map(WorkloadSpec::id).toList();
        assertThat(backend.ids(Selector.all(), call())).containsAll(ids);
        backend.read(ids, call())
                .forEach((id, observed) ->
                        assertThat(observed.objects()).as(id.toString()).isNotEmpty());
        WorkloadSpec needy = specs.needy();
        assertThat(backend.unmet(needy.id(), rendering(needy, 1), call())).isNotEmpty();
        assertThat(backend.infeasible(needy.id(), rendering(needy, 1), call())).isPresent();
    }

    private void logs() throws InterruptedException {
        LogQuery query = LogQuery.of(Selector.of(specs.first().id())).following();
        Duration start = Duration.ofSeconds(90);
        try (Feed<LogLine> lines = backend.logs(query, Call.within(start))) {
            assertThat(lines.poll(start).orElseThrow().text()).isEqualTo("hello");
        }
    }

    private List<PodObject> pods() {
        String selector = KubernetesLabels.selector(OWNER, specs.first().id());
        return Listing.of(sink -> client.list(ObjectKind.POD, specs.namespace(), selector, Codec.PODS, sink, call()));
    }

    private boolean isSurging() {
        String selector = KubernetesLabels.selector(OWNER, specs.first().id()) + "," + KubernetesLabels.SURGE;
        Listing<ObjectMeta> surging = new Listing<>();
        String unused = client.listMetadata(ObjectKind.DEPLOYMENT, specs.namespace(), selector, surging, call());
        return !surging.all().isEmpty();
    }

    /**
     * Its node is drained until pods were added to its Deployment; what isn't ready would leave without any. A step that finds
     * it changed meanwhile does nothing.
     */
    private void drain() {
        Call starting = call();
        List<PodObject> pods = pods();
        while (pods.isEmpty() || !pods.stream().allMatch(Pods::isReady)) {
            starting.check("waiting until pods are ready", Effect.NONE);
            pods = pods();
        }
        NodeId node = new NodeId(pods.get(0).node());
        backend.drain(node, call());
        Call patience = call();
        do {
            patience.check("waiting for a step", Effect.NONE);
            assertThat(backend.carryOnDrains(call())).isPresent();
        } while (!isSurging());
        backend.schedulable(node, true, call());
        assertThat(backend.carryOnDrains(call())).isPresent();
    }

    /** As soon as its budget allows it: what was moved before may not be available yet. */
    private void evict() {
        Call patience = call();
        while (!isEvicted()) {
            patience.check("waiting until a pod may be evicted", Effect.NONE);
        }
    }

    private boolean isEvicted() {
        Listing<ObjectMeta> pods = new Listing<>();
        String selector = KubernetesLabels.selector(OWNER, specs.first().id());
        String unused = client.listMetadata(ObjectKind.POD, specs.namespace(), selector, pods, call());
        return pods.all().stream()
                .filter(pod -> !pod.isDeleting())
                .findFirst()
                .filter(this::isEvicted)
                .isPresent();
    }

    private boolean isEvicted(ObjectMeta pod) {
        try {
            return client.evict(specs.namespace(), pod.name(), pod.uid(), call());
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void runs() {
        WorkloadSpec cron = specs.cron();
        RunId run = new RunId(cron.id(), "20261121t030000z");
        List<NativeObject> objects = TRANSLATOR.renderRun(
                RunInput.of(run, cron, new Version("life", 1), 1, TICK, rendering(cron, 1), OWNER));
        RunStart start = new RunStart(run, "life", 1, TICK, Run.State.PENDING, "", "", objects);
        assertThat(backend.start(start, call())).isTrue();
        backend.cancel(run, call());
        backend.forget(run, call());
    }

    /** What is made anew waits until what had its name is gone. */
    private void changeAndReplace(WorkloadSpec spec) {
        bring(spec, rendering(spec, 2));
        bring(spec, List.of());
        bring(spec, rendering(spec, 2));
    }

    private void remove(WorkloadSpec spec) {
        bring(spec, List.of());
        backend.records(spec.id(), call()).forEach(record -> backend.delete(record.key(), call()));
    }

    private void node() {
        Listing<NodeObject> nodes = new Listing<>();
        String unused = client.list(ObjectKind.NODE, "", "", Codec.NODES, nodes, call());
        NodeId node = new NodeId(nodes.all().get(0).metadata().name());
        backend.schedulable(node, false, call());
        backend.schedulable(node, true, call());
    }

    @Override
    public void close() {
        watching.cancel();
        try {
            observer.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backend.close();
    }
}
