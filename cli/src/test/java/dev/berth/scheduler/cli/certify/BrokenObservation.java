package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.WorkloadStatus;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Backends that do all right and say something else. */
final class BrokenObservation {
    static final List<Mutant> ALL = List.of(
            Falsified.statuses(
                    Rule.OBS_1,
                    "an unready instance is counted as ready",
                    workload -> counting(workload.status(), workload.status().running())),
            Falsified.statuses(
                    Rule.OBS_1, "STABLE is said while nothing is ready", workload -> stable(workload.status())),
            Falsified.instances(
                    Rule.OBS_1,
                    "an instance is said to be on another node than its process",
                    instance -> instance.node().isPresent()
                            ? instance.toBuilder().node(new NodeId("one")).build()
                            : instance),
            Falsified.instances(Rule.IDN_2, "restarts are not counted", instance -> restarts(instance, 0)),
            Falsified.instances(
                    Rule.HLT_1,
                    "what runs is called ready",
                    instance -> instance.toBuilder()
                            .ready(instance.state() == InstanceState.RUNNING)
                            .build()),
            Falsified.statuses(
                    Rule.PLC_6, "nothing says why an instance waits", workload -> unexplained(workload.status())),
            Falsified.events(
                    Rule.OBS_2,
                    "the end of an instance is not told",
                    event -> Optional.of(event).filter(one -> one.kind() != WatchEvent.Kind.INSTANCE_ENDED)),
            missingOne(),
            Falsified.events(Rule.OBS_3, "of ten states one is told, be it the last or not", new EveryTenth()::only),
            Falsified.lines(Rule.LOG_1, "every tenth line is lost", new EveryTenth()::keep),
            Falsified.lines(
                    Rule.LOG_1,
                    "errors are told as output",
                    line -> Optional.of(
                            new LogLine(line.instance(), line.task(), LogLine.Stream.STDOUT, line.at(), line.text()))),
            Mutant.nodes(
                    Rule.NOD_1,
                    "nothing is said to be requested",
                    "list",
                    (arguments, proceed) -> ((List<?>)
                                    Optional.ofNullable(proceed.with(arguments)).orElseThrow())
                            .stream()
                                    .map(node -> ((Node) node)
                                            .toBuilder()
                                                    .allocated(ResourceAmounts.NONE)
                                                    .build())
                                    .toList()),
            Mutant.workloads(
                    Rule.NET_1,
                    "an endpoint has the port beside",
                    "endpoints",
                    (arguments, proceed) -> ((List<?>)
                                    Optional.ofNullable(proceed.with(arguments)).orElseThrow())
                            .stream().map(one -> beside((Endpoint) one)).toList()),
            Mutant.workloads(
                    Rule.NET_1,
                    "a port of UDP is told as one of TCP",
                    "endpoints",
                    (arguments, proceed) -> ((List<?>)
                                    Optional.ofNullable(proceed.with(arguments)).orElseThrow())
                            .stream().map(one -> ofTcp((Endpoint) one)).toList()),
            Falsified.instances(
                    Rule.SEC_1,
                    "a message shows variables",
                    instance -> instance.toBuilder()
                            .reason("STARTED", "with PASSWORD=s3cr3t-swordfish")
                            .build()));

    private BrokenObservation() {}

    private static WorkloadStatus counting(WorkloadStatus status, int ready) {
        return copy(status, status.phase(), ready)
                .explanation(status.explanation())
                .build();
    }

    private static WorkloadStatus stable(WorkloadStatus status) {
        return copy(status, status.ready() == 0 ? Phase.STABLE : status.phase(), status.ready())
                .explanation(status.explanation())
                .build();
    }

    private static WorkloadStatus unexplained(WorkloadStatus status) {
        return copy(status, status.phase(), status.ready()).build();
    }

    private static WorkloadStatus.Builder copy(WorkloadStatus status, Phase phase, int ready) {
        return WorkloadStatus.builder(status.observed())
                .phase(phase)
                .desired(status.desired())
                .placed(status.placed())
                .running(status.running())
                .ready(ready)
                .updated(status.updated())
                .failed(status.failed())
                .conditions(status.conditions());
    }

    private static Instance restarts(Instance instance, int count) {
        Instance.Builder copy = Instance.builder(instance.id(), instance.state())
                .revision(instance.revision())
                .ready(instance.ready())
                .restarts(count)
                .reason(instance.reason(), instance.message());
        instance.index().ifPresent(copy::index);
        instance.node().ifPresent(copy::node);
        instance.startedAt().ifPresent(copy::startedAt);
        instance.lastTermination().ifPresent(copy::lastTermination);
        instance.endpoints().forEach(copy::endpoint);
        return copy.build();
    }

    /** The watch that a test is judged by hears everything else. */
    private static Mutant missingOne() {
        AtomicInteger seen = new AtomicInteger();
        return Falsified.events(
                Rule.OBS_2,
                "one event in three is missed",
                event -> Optional.of(event)
                        .filter(one ->
                                one.kind() != WatchEvent.Kind.INSTANCE_CHANGED || seen.incrementAndGet() % 3 != 0));
    }

    private static Endpoint ofTcp(Endpoint endpoint) {
        return new Endpoint(
                endpoint.instance(),
                endpoint.port(),
                endpoint.address(),
                endpoint.number(),
                Port.Protocol.TCP,
                endpoint.reachable());
    }

    private static Endpoint beside(Endpoint endpoint) {
        return new Endpoint(
                endpoint.instance(),
                endpoint.port(),
                endpoint.address(),
                endpoint.number() + 1,
                endpoint.protocol(),
                endpoint.reachable());
    }

    private static final class EveryTenth {
        private final AtomicInteger seen = new AtomicInteger();

        Optional<WatchEvent> only(WatchEvent event) {
            return Optional.of(event)
                    .filter(one -> one.kind() != WatchEvent.Kind.CHANGED || seen.incrementAndGet() % 10 == 0);
        }

        Optional<LogLine> keep(LogLine line) {
            return Optional.of(line).filter(one -> seen.incrementAndGet() % 10 != 0);
        }
    }
}
