package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges everything that one test observes. What an event alone shows is judged at once; what takes several things seen
 * together, on a {@link Picture}, and only if it stays so when looked at again. For one thread.
 */
public final class Oracle {
    private final Ledger ledger;
    private final Lives lives;
    private final Rollouts rollouts;
    private final Neighbours neighbours;
    private final Spreads spreads;
    private final Requests requests;
    private final Ends ends;
    private final Runs runs;
    private final EachNode eachNode;

    /** @param beforeProbes exit codes of instances that ended before a probe had begun in them */
    public Oracle(Ledger ledger, BackendInfo backend, Set<Integer> beforeProbes) {
        this.ledger = ledger;
        this.lives = new Lives(ledger);
        this.rollouts = new Rollouts(ledger);
        this.neighbours = new Neighbours(
                ledger,
                claims(backend, Capabilities.ANTI_AFFINITY_DURING_ROLLOUT)
                        && claims(backend, Capabilities.MAXIMUM_PER_NODE_DURING_ROLLOUT));
        this.spreads = new Spreads(ledger);
        this.requests = new Requests(ledger);
        this.ends = new Ends(ledger, claims(backend, Capabilities.EXIT_SIGNAL), beforeProbes);
        this.runs = new Runs(ledger, ends);
        this.eachNode = new EachNode(ledger);
    }

    private static boolean claims(BackendInfo backend, Capability capability) {
        return backend.support(capability, Mode.Kind.REPLICATED).isSupported();
    }

    /** What is wrong with an event, given the nodes as they are. */
    public List<String> judge(WatchEvent event, Map<NodeId, Node> nodes) {
        return switch (event.kind()) {
            case CHANGED -> changed(((WatchEvent.Changed) event).workload());
            case INSTANCE_CHANGED -> instance(((WatchEvent.InstanceChanged) event).instance(), nodes);
            case INSTANCE_ENDED -> {
                Instance instance = ((WatchEvent.InstanceEnded) event).instance();
                List<String> wrong = new ArrayList<>(lives.ended(instance));
                wrong.addAll(misjudged(instance));
                yield wrong;
            }
            case RUN_CHANGED -> runs.seen(((WatchEvent.RunChanged) event).run());
            case REMOVED -> {
                rollouts.removed(((WatchEvent.Removed) event).id());
                yield List.of();
            }
            case SYNCED -> List.of();
        };
    }

    private List<String> changed(Workload workload) {
        List<String> wrong = new ArrayList<>(rollouts.seen(workload));
        WorkloadStatus status = workload.status();
        boolean whole = status.ready() == status.desired()
                && status.updated() == status.desired()
                && status.observed().equals(workload.version());
        if (status.phase() == Phase.STABLE && isService(workload) && !whole) {
            wrong.add("OBS-1: " + workload.id() + " is called STABLE with " + status.ready() + " ready and "
                    + status.updated() + " updated of " + status.desired() + ", observed at " + status.observed());
        }
        ledger.latest(workload.id())
                .filter(asked -> asked.version().equals(workload.version())
                        && workload.mode() == Mode.Kind.REPLICATED
                        && asked.replicas() != status.desired())
                .ifPresent(asked -> wrong.add("OBS-1: " + workload.id() + " desires " + status.desired() + ", and "
                        + asked.replicas() + " were asked for at " + asked.version()));
        return wrong;
    }

    private static boolean isService(Workload workload) {
        return switch (workload.mode()) {
            case REPLICATED, GLOBAL -> true;
            case BATCH, GLOBAL_BATCH, CRON -> false;
        };
    }

    private List<String> misjudged(Instance instance) {
        return instance.lastTermination()
                .map(end -> ends.wrong(instance.id(), instance.revision(), end))
                .orElse(List.of());
    }

    private List<String> instance(Instance instance, Map<NodeId, Node> nodes) {
        List<String> wrong = new ArrayList<>(lives.seen(instance));
        wrong.addAll(misjudged(instance));
        wrong.addAll(broken(instance, nodes));
        return wrong;
    }

    /** The constraints that don't hold where an instance is; a test that interferes may have changed the node. */
    private List<String> broken(Instance instance, Map<NodeId, Node> nodes) {
        List<String> wrong = new ArrayList<>();
        if (ledger.latest(instance.id().workload())
                .filter(Ledger.Asked::disturbed)
                .isPresent()) {
            return wrong;
        }
        instance.node()
                .map(nodes::get)
                .ifPresent(node -> ledger.spec(instance.id().workload(), instance.revision())
                        .ifPresent(spec -> spec.placement().constraints().stream()
                                .filter(constraint -> !Conditions.hold(constraint, node))
                                .forEach(constraint -> wrong.add(broken(instance, constraint, node)))));
        return wrong;
    }

    private static String broken(Instance instance, Constraint constraint, Node node) {
        return "PLC-1: " + instance.id() + " is on " + node.id() + " with " + node.attributes() + ", where "
                + constraint.attribute() + " " + constraint.operator() + " " + constraint.values() + " doesn't hold";
    }

    /** What is wrong with a picture; to be believed when it is still so in the next ones. */
    public List<String> judge(Picture picture) {
        List<String> wrong = new ArrayList<>(Counts.wrong(picture));
        // Again, because an event may come before the edit that caused it has returned.
        picture.instances().stream()
                .filter(one -> ledger.latest(one.id().workload())
                        .filter(asked -> !asked.disturbed())
                        .isPresent())
                .forEach(one -> wrong.addAll(broken(one, picture.nodes())));
        wrong.addAll(rollouts.wrong(picture));
        wrong.addAll(neighbours.wrong(picture));
        wrong.addAll(spreads.wrong(picture));
        wrong.addAll(requests.wrong(picture));
        wrong.addAll(runs.wrong(picture));
        wrong.addAll(eachNode.wrong(picture));
        return wrong;
    }
}
