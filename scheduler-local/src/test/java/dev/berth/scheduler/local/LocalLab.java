package dev.berth.scheduler.local;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A backend over a state directory, with what a client of it has to do, and with eyes. */
final class LocalLab implements AutoCloseable {
    static final WorkloadId ID = WorkloadId.parse("test/web");

    private final LocalTranslator translator = new LocalTranslator();
    private final LocalConfig config;
    private final Clock clock;
    private final Map<WorkloadId, Accepted> accepted = new HashMap<>();
    private final Set<InstanceId> seen = ConcurrentHashMap.newKeySet();
    private Backend backend;
    private Watching watching;

    private record Accepted(WorkloadSpec spec, Version version, long revision, List<NativeObject> rendering) {}

    LocalLab(LocalConfig config) {
        this(config, Clock.systemUTC());
    }

    /** {@code clock} is the one on the wall. */
    LocalLab(LocalConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.backend = open();
        this.watching = Watching.of(backend, seen);
    }

    static LocalLab in(Path directory) {
        return new LocalLab(LocalConfig.in(directory).withPorts(22_000, 22_400));
    }

    private Backend open() {
        return LocalProvider.embedded(config, new BackendContext("local", "test", clock));
    }

    /** Closes the backend and opens another over the same state, as a JVM does that comes after. */
    void reopen() {
        whileClosed(() -> {});
    }

    void whileClosed(Runnable meanwhile) {
        watching.close();
        backend.close();
        meanwhile.run();
        backend = open();
        watching = Watching.of(backend, seen);
    }

    Backend backend() {
        return backend;
    }

    Watching watching() {
        return watching;
    }

    static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    static WorkloadSpec.Builder spec(int replicas, String executable, String... arguments) {
        return spec(
                replicas,
                Task.main(
                        ProcessArtifact.builder(executable).arguments(arguments).build()));
    }

    static WorkloadSpec.Builder spec(int replicas, Task.Builder task) {
        return WorkloadSpec.builder(ID, Mode.replicated(replicas)).task(task.build());
    }

    static WorkloadSpec.Builder shell(int replicas, String script) {
        return spec(replicas, "/bin/sh", "-c", script);
    }

    static WorkloadSpec.Builder sleep(int replicas) {
        return spec(replicas, "/bin/sleep", "1000");
    }

    /** A new template. */
    void apply(WorkloadSpec.Builder wanted) {
        WorkloadSpec spec = wanted.build();
        Optional<Accepted> before = Optional.ofNullable(accepted.get(spec.id()));
        send(spec, before, before.map(Accepted::revision).orElse(0L) + 1, List.of());
    }

    void scale(int replicas) {
        Accepted before = before(ID);
        WorkloadSpec spec =
                before.spec().toBuilder().mode(new Replicated(replicas)).build();
        send(spec, Optional.of(before), before.revision(), before.rendering());
    }

    private Accepted before(WorkloadId id) {
        return Optional.ofNullable(accepted.get(id)).orElseThrow();
    }

    private void send(WorkloadSpec spec, Optional<Accepted> before, long revision, List<NativeObject> stored) {
        Version version = new Version(
                before.map(earlier -> earlier.version().incarnation())
                        .orElseGet(() -> UUID.randomUUID().toString().substring(0, 8)),
                before.map(earlier -> earlier.version().generation()).orElse(0L) + 1);
        List<NativeObject> rendering = translator.render(RenderInput.of(spec, version, revision, stored, "test"));
        accepted.put(spec.id(), new Accepted(spec, version, revision, rendering));
        RecordKey key = new RecordKey(spec.id(), lastGeneration(spec.id()) + 1);
        backend.createIfAbsent(new StoredRecord(key, Map.of(), "test"), call());
        write(spec.id(), rendering);
    }

    private long lastGeneration(WorkloadId id) {
        return observed(id).latest().map(header -> header.key().generation()).orElse(0L);
    }

    void remove() {
        accepted.remove(ID);
        write(ID, List.of());
    }

    private void write(WorkloadId id, List<NativeObject> rendering) {
        for (NativeWrite write : translator.diff(rendering, observed(id))) {
            backend.send(id, write, call());
        }
    }

    Observed observed(WorkloadId id) {
        return Optional.ofNullable(backend.read(List.of(id), call()).get(id)).orElseThrow();
    }

    /** The one process of the lab whose command line holds {@code text}. */
    ProcessHandle processOf(String text) {
        return Processes.holding(text, this);
    }

    List<Instance> instances() {
        return watching.instances(Selector.of(ID));
    }

    List<Instance> until(Predicate<List<Instance>> wanted) {
        return watching.until(Selector.of(ID), wanted);
    }

    /** Waits for so many that are ready and no others. */
    List<Instance> untilReady(int count) {
        return until(all -> all.size() == count && all.stream().allMatch(Instance::ready));
    }

    Instance untilOne(Predicate<Instance> wanted) {
        return until(all -> all.stream().anyMatch(wanted)).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until none is left of those that were seen: one that is yet to be listed is not gone. */
    void untilGone() {
        until(all -> all.isEmpty() && seen.stream().anyMatch(id -> id.workload().equals(ID)));
    }

    static Predicate<Instance> in(InstanceState state, @Nullable String reason) {
        return instance -> instance.state() == state && (reason == null || reason.equals(instance.reason()));
    }

    /** Removes all there is and lets go. */
    @Override
    public void close() {
        for (WorkloadId id : backend.ids(Selector.all(), call())) {
            write(id, List.of());
        }
        watching.until(Selector.all(), List::isEmpty);
        watching.close();
        backend.close();
    }
}
