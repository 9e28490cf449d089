package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;

/** Observed things as documents; the names of the fields are documented in docs/output.md and stay as they are. */
public final class StatusDocuments {
    private StatusDocuments() {}

    public static MapNode workload(Workload workload) {
        return workloadFields(workload).map();
    }

    static Fields workloadFields(Workload workload) {
        return id(workload.id())
                .text("mode", workload.mode().name())
                .text("version", workload.version().toString())
                .number("revision", workload.revision())
                .texts("labels", workload.spec().labels())
                .node("status", status(workload.status()));
    }

    public static MapNode status(WorkloadStatus status) {
        return new Fields()
                .text("phase", status.phase().name())
                .number("desired", status.desired())
                .number("placed", status.placed())
                .number("running", status.running())
                .number("ready", status.ready())
                .number("updated", status.updated())
                .number("failed", status.failed())
                .text("observed", status.observed().toString())
                .list("conditions", status.conditions(), StatusDocuments::condition)
                .node("explanation", status.explanation().map(StatusDocuments::explanation))
                .map();
    }

    public static MapNode explanation(Explanation explanation) {
        return new Fields()
                .text("sentence", explanation.sentence())
                .number("nodes", explanation.nodes())
                .list(
                        "reasons",
                        explanation.reasons(),
                        reason -> new Fields()
                                .number("count", reason.count())
                                .text("what", reason.what())
                                .map())
                .map();
    }

    public static MapNode instance(Instance instance) {
        Fields fields = new Fields()
                .text("id", instance.id().toString())
                .text("workload", instance.id().workload().toString());
        instance.index().ifPresent(index -> fields.number("index", index));
        return fields.number("revision", instance.revision())
                .text("node", instance.node().map(NodeId::value))
                .text("state", instance.state().name())
                .truth("ready", instance.ready())
                .number("restarts", instance.restarts())
                .textUnlessEmpty("reason", instance.reason())
                .textUnlessEmpty("message", instance.message())
                .time("startedAt", instance.startedAt())
                .node("lastTermination", instance.lastTermination().map(StatusDocuments::termination))
                .list("endpoints", instance.endpoints(), StatusDocuments::endpoint)
                .map();
    }

    public static MapNode endpoint(Endpoint endpoint) {
        return new Fields()
                .text("instance", endpoint.instance().toString())
                .text("port", endpoint.port())
                .text("address", endpoint.address())
                .number("number", endpoint.number())
                .text("protocol", endpoint.protocol().name())
                .text("reachable", endpoint.reachable().name())
                .map();
    }

    public static MapNode node(Node node) {
        return new Fields()
                .text("id", node.id().value())
                .text("hostname", node.hostname())
                .textUnlessEmpty("address", node.address())
                .text("state", node.state().name())
                .truth("schedulable", node.schedulable())
                .truth("draining", node.draining())
                .texts("attributes", node.attributes())
                .node("allocatable", amounts(node.allocatable()))
                .node("allocated", amounts(node.allocated()))
                .map();
    }

    static Fields id(WorkloadId id) {
        return new Fields()
                .text("id", id.toString())
                .text("namespace", id.namespace())
                .text("name", id.name());
    }

    private static MapNode condition(Condition condition) {
        return new Fields()
                .text("reason", condition.reason())
                .text("message", condition.message())
                .map();
    }

    static MapNode termination(Termination end) {
        Fields fields = new Fields().text("kind", end.kind().name());
        if (end.kind() == Termination.Kind.EXITED) {
            fields.number("exitCode", end.exitCode());
        }
        return fields.textUnlessEmpty("signal", end.signal())
                .textUnlessEmpty("message", end.message())
                .time("at", end.at())
                .map();
    }

    private static MapNode amounts(ResourceAmounts amounts) {
        Fields fields = new Fields();
        amounts.cpu().ifPresent(cpu -> fields.number("cpuMillicores", cpu.millicores()));
        amounts.memory().ifPresent(memory -> fields.number("memoryBytes", memory.bytes()));
        amounts.disk().ifPresent(disk -> fields.number("diskBytes", disk.bytes()));
        amounts.gpus().ifPresent(gpus -> fields.number("gpus", gpus));
        return fields.map();
    }
}
