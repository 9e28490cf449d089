package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.oracle.Ledger;
import dev.berth.scheduler.tck.probe.ProbeFile;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.probe.ProbeVerbs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * One test against one backend, in a namespace of its own. The oracle looks on from the first call to the last: what it
 * finds fails the test at the next wait, and at its end.
 */
public final class Trial {
    private static final int LISTENING = 8080;
    /** Below what systems hand out by themselves. */
    private static final AtomicInteger FIXED = new AtomicInteger(21_000);

    private final Stage stage;
    private final Scheduler scheduler;
    private final AtomicLong asked = new AtomicLong();

    Trial(Stage stage) {
        this.stage = stage;
        this.scheduler = stage.open();
    }

    /** A workload of this test. */
    public WorkloadId id(String name) {
        return new WorkloadId(stage.namespace(), name);
    }

    /** All workloads of this test. */
    public Selector everything() {
        return Selector.all().inNamespace(stage.namespace());
    }

    /** The client that the test works with; closed with it. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Another client, sharing no memory with the first; closed with the test. */
    public Scheduler another() {
        return stage.open();
    }

    /** Another client, whose refusals are judged by these claims: those of a backend to which something was done. */
    public Scheduler another(BackendInfo claimed) {
        return stage.open(claimed);
    }

    /** The way of a client that the test opened; judged as all are, and closed with the test. */
    public Scheduler judged(Client client) {
        return stage.with(client, stage.info());
    }

    public BackendUnderTest backend() {
        return stage.backend();
    }

    public BackendInfo info() {
        return stage.info();
    }

    public Environment environment() {
        return stage.backend().environment();
    }

    public Deadlines deadlines() {
        return stage.deadlines();
    }

    /** Adds a line to what is shown if the test fails. */
    public void note(String text) {
        stage.history().add("test", text);
    }

    /** A workload of one replica that runs the probe. */
    public ProbeSpec probe(String name) {
        return ProbeSpec.of(id(name), stage.backend().probe());
    }

    public Applied apply(ProbeSpec... specs) {
        return scheduler
                .workloads()
                .apply(Arrays.stream(specs).map(ProbeSpec::build).toArray(WorkloadSpec[]::new));
    }

    /** Applies one workload and waits until it is stable. */
    public Workload run(ProbeSpec spec) throws InterruptedException {
        WorkloadSpec built = spec.build();
        scheduler.workloads().apply(built);
        return stable(built.id());
    }

    /** From now on instances of this workload may be missing by the test's own doing. */
    public void disturb(WorkloadId id) {
        stage.ledger().disturb(id);
    }

    /** What the watch has told so far. */
    public View view() {
        return stage.observed().view();
    }

    /** How often the watch has had to begin anew. */
    public int resyncs() {
        return stage.observed().resyncs();
    }

    /**
     * Waits until the watch has told what makes {@code condition} true.
     *
     * @throws ContractViolation when the deadline passes, or the oracle finds something
     */
    public View await(String what, Predicate<View> condition) throws InterruptedException {
        return await(what, deadlines().condition(), condition);
    }

    /** The same, for what a schedule brings with its next tick. */
    public View awaitTick(String what, Predicate<View> condition) throws InterruptedException {
        return await(what, deadlines().tick(), condition);
    }

    private View await(String what, Duration limit, Predicate<View> condition) throws InterruptedException {
        note("await " + what);
        boolean came = stage.observed().await(condition, limit);
        stage.throwViolations();
        if (!came) {
            throw new ContractViolation("within " + limit.toSeconds() + " s it did not happen that " + what
                    + "; the watch says\n  " + String.join("\n  ", view().lines()));
        }
        return view();
    }

    /** Waits until {@code id} is STABLE at the version accepted last, and holds that against what really runs. */
    public Workload stable(WorkloadId id) throws InterruptedException {
        View view = await(id + " is stable", now -> isStable(now, id));
        stage.ledger().completed(id);
        stage.holdAgainstSight(id);
        return Expect.present(view.workload(id), id.toString());
    }

    /**
     * Waits until the backend has gone back by itself to what was stable last, for a reason that its conditions tell, and
     * is stable there.
     */
    public Workload rolledBack(WorkloadId id) throws InterruptedException {
        View view = await(id + " is rolled back", now -> now.tells(id, Condition.ROLLED_BACK));
        Workload back = view.workload(id).orElseThrow();
        stage.ledger().wentBack(id, back.version(), back.revision());
        return stable(id);
    }

    /** The workload and its instances are told one after the other: all have to have been told. */
    private boolean isStable(View view, WorkloadId id) {
        Optional<Workload> workload = view.workload(id);
        Optional<Ledger.Asked> asked = stage.ledger().latest(id);
        return workload.isPresent()
                && asked.isPresent()
                && view.isIn(id, Phase.STABLE)
                && workload.get().status().observed().equals(asked.get().version())
                && view.ready(id).size() == workload.get().status().desired()
                && view.instances(id).size() == view.ready(id).size()
                && view.instances(id).stream()
                        .allMatch(one -> one.revision() == workload.get().revision());
    }

    /** The instances of a stable workload, by index. */
    public List<Instance> instances(WorkloadId id) {
        return view().instances(id);
    }

    /** Waits until the run of the revision accepted last is over, and holds its ends against what the probes report. */
    public Run over(WorkloadId id) throws InterruptedException {
        View view = await(id + " is over", now -> over(now, id).isPresent());
        Run run = over(view, id).orElseThrow();
        attest(run);
        stage.holdAgainstSight(id);
        return run;
    }

    private Optional<Run> over(View view, WorkloadId id) {
        long revision = stage.ledger().latest(id).map(Ledger.Asked::revision).orElse(0L);
        return view.runs(id).stream()
                .filter(run -> run.revision() == revision && run.state().isOver())
                .findFirst();
    }

    /** Holds the ends of a run against what its probes report. */
    public void attest(Run run) throws InterruptedException {
        new Attested(this).hold(run);
    }

    /** How many processes of a run were at work at a time at the most, by what they wrote; 0 when that isn't known. */
    public int atATime(Run run) throws InterruptedException {
        return claims(Capabilities.LOGS) && claims(Capabilities.LOGS_ENDED, Mode.Kind.BATCH)
                ? new Attested(this).atATime(run)
                : 0;
    }

    /** Waits until the backend's clock shows {@code time}, or later. */
    public void awaitTime(Instant time) throws InterruptedException {
        note("await " + time);
        while (backend().time().now().isBefore(time)) {
            Pause.of(deadlines().look());
            stage.throwViolations();
        }
    }

    /** Waits until nothing of {@code id} is left, and holds that against what really runs. */
    public void gone(WorkloadId id) throws InterruptedException {
        await(
                id + " is gone",
                view -> view.workload(id).isEmpty() && view.all(id).isEmpty());
        stage.holdAgainstSight(id);
    }

    /** Tells the probe in an instance to do something. */
    public void tell(Instance instance, String verb) {
        note("tell " + instance.id() + " " + verb);
        ProbeVerbs.end(verb).ifPresent(end -> stage.ledger().told(instance.id(), end));
        environment().inside().get().run(instance, ProbeSpec.telling(verb));
    }

    /** Nodes that take new instances, by id. */
    public List<Node> nodes() {
        return scheduler.nodes().list().stream()
                .filter(node -> node.state() == Node.State.READY && node.schedulable())
                .sorted(Comparator.comparing(Node::id))
                .toList();
    }

    /** Whether the backend claims a capability for replicated workloads. */
    public boolean claims(Capability capability) {
        return claims(capability, Mode.Kind.REPLICATED);
    }

    boolean claims(Capability capability, Mode.Kind mode) {
        return stage.info().support(capability, mode).isSupported();
    }

    /** The lines that a query gives until it ends, or until {@code enough}. */
    public List<LogLine> logs(LogQuery query, Predicate<List<LogLine>> enough) throws InterruptedException {
        try (Feed<LogLine> feed = scheduler.logs(query)) {
            return lines(feed, enough);
        }
    }

    /** What comes of a log that is open, until it is enough or there is no more. */
    public List<LogLine> lines(Feed<LogLine> log, Predicate<List<LogLine>> enough) throws InterruptedException {
        List<LogLine> lines = new ArrayList<>();
        long end = System.nanoTime() + deadlines().condition().toNanos();
        while (!enough.test(lines) && !log.ended()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new ContractViolation("LOG-1: within the deadline only these lines came: " + lines);
            }
            log.poll(Duration.ofNanos(left)).ifPresent(lines::add);
        }
        return lines;
    }

    /**
     * Where a probe can listen here and be reached: a number that the backend picks, or, where it picks none, one that
     * nothing else asks for in this run. A test that uses it needs {@code port.dynamic|port.fixed}.
     */
    public Port port(String name) {
        if (!claims(Capabilities.PORT_DYNAMIC) && claims(Capabilities.PORT_FIXED)) {
            return Port.fixed(name, FIXED.getAndIncrement());
        }
        return hasNumbersOfItsOwn() ? Port.builder(name).number(LISTENING).build() : Port.dynamic(name);
    }

    /** The same, where a probe is reached at the number at which it listens. */
    public Port portOfOneNumber(String name) {
        return hasNumbersOfItsOwn() && claims(Capabilities.PORT_FIXED)
                ? Port.fixed(name, FIXED.getAndIncrement())
                : port(name);
    }

    /** A process has none beside its host's. */
    private boolean hasNumbersOfItsOwn() {
        return switch (backend().probe().shell(List.of()).kind()) {
            case IMAGE -> true;
            case PROCESS -> false;
        };
    }

    /** What the probe in a running instance reports of itself, asked for now. */
    public ProbeReport report(Instance instance) throws InterruptedException {
        tell(instance, "report");
        LogQuery query = LogQuery.of(Selector.of(instance.id().workload()))
                .instance(instance.id())
                .following();
        List<LogLine> lines = logs(query, all -> ProbeReport.last(texts(all)).isPresent());
        return ProbeReport.last(texts(lines)).orElseThrow();
    }

    /** A file as the probe in a running instance sees it now; empty when there is none. */
    public Optional<ProbeFile> file(Instance instance, String path) throws InterruptedException {
        String token = Long.toString(asked.incrementAndGet());
        tell(instance, ProbeFile.asking(token, path));
        LogQuery query = LogQuery.of(Selector.of(instance.id().workload()))
                .instance(instance.id())
                .following();
        List<LogLine> lines = logs(query, all -> ProbeFile.isAnswered(token, texts(all)));
        return ProbeFile.answer(token, texts(lines));
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }
}
