package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Random values of the types that travel; the same seed gives the same ones. */
final class Samples {
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "\"\\/\b\f\n\r\t",
            "\u0000\u001f\u007f\u2028",
            "日本語",
            "\ud83d\ude80",
            "\ud83d",
            "\ude80x",
            "{\"end\":true}");

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    String text() {
        if (random.nextInt(3) == 0) {
            return AWKWARD.get(random.nextInt(AWKWARD.size()));
        }
        return random.ints(random.nextInt(12), ' ', 0x2fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <T> Optional<T> perhaps(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> value) {
        List<T> all = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            all.add(value.get());
        }
        return all;
    }

    private <E extends Enum<E>> E any(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private Map<String, String> textMap() {
        Map<String, String> map = new LinkedHashMap<>();
        some(this::text).forEach(key -> map.put(key, text()));
        return map;
    }

    private Instant instant() {
        long seconds = random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
    }

    WorkloadId workloadId() {
        return WorkloadId.of("team-" + random.nextInt(100), "w" + random.nextInt(1000));
    }

    InstanceId instanceId() {
        return new InstanceId(workloadId(), text());
    }

    NodeId nodeId() {
        return new NodeId(text());
    }

    Selector selector() {
        Selector selector = random.nextBoolean() ? Selector.all() : Selector.of(workloadId(), WorkloadId.parse("a/b"));
        if (random.nextBoolean()) {
            selector = selector.inNamespace(text());
        }
        return random.nextBoolean() ? selector.withLabel(text(), text()) : selector;
    }

    Version version() {
        return new Version(text(), random.nextLong());
    }

    RecordKey key() {
        return new RecordKey(workloadId(), random.nextLong());
    }

    RecordHeader header() {
        return new RecordHeader(key(), textMap());
    }

    StoredRecord record() {
        return new StoredRecord(key(), textMap(), text());
    }

    NativeObject object() {
        return new NativeObject(text(), text(), text());
    }

    NativeWrite write() {
        return new NativeWrite(any(NativeWrite.Action.class), object(), perhaps(this::text), random.nextBoolean());
    }

    Observed observed() {
        Observed.Builder builder = Observed.builder().instances(random.nextInt());
        perhaps(this::header).ifPresent(builder::latest);
        perhaps(this::version).ifPresent(builder::applied);
        some(this::object).forEach(builder::object);
        perhaps(this::text).ifPresent(builder::mark);
        perhaps(this::text).ifPresent(builder::foreign);
        perhaps(this::progress).ifPresent(builder::progress);
        return builder.build();
    }

    WorkloadReport report() {
        return WorkloadReport.of(
                        record(),
                        perhaps(this::version),
                        random.nextInt(),
                        some(() -> new Condition(text(), text())),
                        perhaps(this::explanation))
                .withProgress(progress());
    }

    Progress progress() {
        return new Progress(any(Progress.State.class), text(), text());
    }

    RunId runId() {
        return new RunId(workloadId(), text());
    }

    Run run() {
        Run.Builder builder = Run.builder(runId(), random.nextLong(), any(Run.State.class))
                .succeeded(random.nextInt())
                .failed(random.nextInt())
                .active(random.nextInt())
                .attempts(some(() -> new Run.Attempt(instanceId(), termination())))
                .reason(text(), text());
        perhaps(this::instant).ifPresent(builder::scheduledAt);
        perhaps(this::instant).ifPresent(builder::startedAt);
        perhaps(this::instant).ifPresent(builder::endedAt);
        return builder.build();
    }

    RunStart runStart() {
        return new RunStart(
                runId(),
                text(),
                random.nextLong(),
                instant(),
                any(Run.State.class),
                text(),
                text(),
                some(this::object));
    }

    Explanation explanation() {
        return new Explanation(random.nextInt(), some(() -> new Explanation.Reason(random.nextInt(), text())));
    }

    Termination termination() {
        return new Termination(any(Termination.Kind.class), random.nextInt(), text(), text(), perhaps(this::instant));
    }

    Endpoint endpoint() {
        return new Endpoint(
                instanceId(),
                text(),
                text(),
                random.nextInt(65536),
                any(Port.Protocol.class),
                any(Endpoint.Reachable.class));
    }

    Instance instance() {
        Instance.Builder builder = Instance.builder(instanceId(), any(InstanceState.class))
                .revision(random.nextLong())
                .ready(random.nextBoolean())
                .restarts(random.nextInt())
                .reason(text(), text());
        perhaps(random::nextInt).ifPresent(builder::index);
        perhaps(this::text).ifPresent(builder::run);
        perhaps(this::nodeId).ifPresent(builder::node);
        perhaps(this::instant).ifPresent(builder::startedAt);
        perhaps(this::termination).ifPresent(builder::lastTermination);
        some(this::endpoint).forEach(builder::endpoint);
        return builder.build();
    }

    ResourceAmounts amounts() {
        ResourceAmounts.Builder builder = ResourceAmounts.builder();
        perhaps(() -> new Cpu(random.nextLong())).ifPresent(builder::cpu);
        perhaps(() -> new Memory(random.nextLong())).ifPresent(builder::memory);
        perhaps(() -> new Memory(random.nextLong())).ifPresent(builder::disk);
        perhaps(random::nextInt).ifPresent(builder::gpus);
        return builder.build();
    }

    Node node() {
        Node.Builder builder = Node.builder(nodeId(), text())
                .address(text())
                .allocatable(amounts())
                .allocated(amounts())
                .state(any(Node.State.class))
                .schedulable(random.nextBoolean())
                .draining(random.nextBoolean());
        textMap().forEach((name, value) -> builder.attribute(new NodeAttribute(name), value));
        return builder.build();
    }

    LogLine line() {
        return new LogLine(instanceId(), text(), any(LogLine.Stream.class), perhaps(this::instant), text());
    }

    LogQuery query() {
        LogQuery query = LogQuery.of(selector());
        query = random.nextBoolean() ? query.instance(instanceId()) : query;
        query = random.nextBoolean() ? query.tail(random.nextInt()) : query;
        query = random.nextBoolean() ? query.since(instant()) : query;
        return random.nextBoolean() ? query.following() : query;
    }

    BackendInfo info() {
        BackendInfo.Builder builder = BackendInfo.builder(text(), text(), text());
        some(this::text).forEach(name -> builder.declare(new Capability(name), support()));
        some(this::text).forEach(name -> builder.declare(any(Mode.Kind.class), new Capability(name), support()));
        return builder.build();
    }

    private Support support() {
        return new Support(any(Support.Level.class), text(), random.nextBoolean());
    }

    Hello hello() {
        return new Hello(text(), random.nextInt(), random.nextInt(), text());
    }
}
