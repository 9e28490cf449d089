package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.ClusterSettings;
import dev.berth.scheduler.local.cluster.InstancePhase;
import dev.berth.scheduler.local.cluster.InstanceRow;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.NodeView;
import dev.berth.scheduler.local.cluster.ObjectRow;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cluster says, in the words of the API. Pure. */
final class LocalStatusMapper {
    /** Reasons of instances that their workload tells as conditions, in this order. */
    private static final List<String> TOLD = List.of(
            Condition.UNPLACEABLE,
            Condition.CRASH_LOOP,
            Condition.CANNOT_START,
            "NOT_READY",
            "LIVENESS",
            "NODE_LOST",
            "PORT_TAKEN",
            "LEFT_PROCESSES",
            "DISK_FULL");

    private final ClusterSettings settings;
    private final String owner;

    LocalStatusMapper(ClusterSettings settings, String owner) {
        this.settings = settings;
        this.owner = owner;
    }

    /** An object on its way out is no object to plan on, but its version is still applied. */
    Observed observed(WorkloadView view) {
        Observed.Builder observed =
                Observed.builder().instances(view.instances().size());
        view.latest().ifPresent(observed::latest);
        view.object().ifPresent(object -> {
            observed.mark(Long.toString(object.mark()));
            boolean ours = object.content().owner().equals(owner);
            if (ours) {
                observed.applied(object.content().version());
                observed.progress(LocalRuns.progress(object, view));
            } else if (!object.removing()) {
                observed.foreign(LocalNames.objectName(view.id()));
            }
            if (ours && !object.removing()) {
                observed.object(LocalNames.object(view.id(), object.document()));
            }
        });
        return observed.build();
    }

    /** Empty when there is no record: then nothing was ever accepted. */
    Optional<WorkloadReport> report(WorkloadView view) {
        Optional<ObjectRow> ours =
                view.object().filter(object -> object.content().owner().equals(owner));
        return view.latest()
                .map(record -> WorkloadReport.of(
                                record,
                                ours.map(object -> object.content().version()),
                                ours.filter(object -> !object.removing())
                                        .map(object ->
                                                object.content().replicas() + view.matching() + LocalRuns.desired(view))
                                        .orElse(0),
                                conditions(view),
                                explanation(view))
                        .withProgress(ours.map(object -> LocalRuns.progress(object, view))
                                .orElse(Progress.UNKNOWN)));
    }

    private static List<Condition> conditions(WorkloadView view) {
        List<Condition> conditions = new ArrayList<>();
        view.object()
                .filter(ObjectRow::removing)
                .ifPresent(object -> conditions.add(new Condition(
                        Condition.REMOVING,
                        "instances left: " + view.instances().size())));
        for (String reason : TOLD) {
            List<InstanceView> with = view.instances().stream()
                    .filter(instance -> instance.row().note().reason().equals(reason))
                    .toList();
            if (!with.isEmpty()) {
                conditions.add(new Condition(
                        reason,
                        with.size() + " of " + view.instances().size() + " instances: "
                                + with.get(0).row().note().message()));
            }
        }
        return conditions;
    }

    private static Optional<Explanation> explanation(WorkloadView view) {
        return view.instances().stream()
                .flatMap(instance -> instance.explanation().stream())
                .findFirst();
    }

    Instance instance(InstanceView view) {
        InstanceRow row = view.row();
        // Its revision counts another life's templates, so it must never be taken for one of this life.
        InstanceState state = view.earlier() ? InstanceState.STOPPING : state(view);
        Instance.Builder instance = Instance.builder(row.id(), state)
                .index(row.origin().index())
                .revision(row.origin().revision())
                .ready(state == InstanceState.RUNNING && row.run().ready())
                .restarts(row.restarts().count())
                .reason(row.note().reason(), row.note().message());
        row.origin().run().ifPresent(instance::run);
        row.site().ifPresent(site -> instance.node(new NodeId(site.node())));
        row.run().startedAt().ifPresent(instance::startedAt);
        row.end().ifPresent(instance::lastTermination);
        row.site().ifPresent(site -> endpoints(view, site).forEach(instance::endpoint));
        return instance.build();
    }

    private static InstanceState state(InstanceView view) {
        return view.lost() ? InstanceState.LOST : state(view.row().phase());
    }

    static InstanceState state(InstancePhase phase) {
        return switch (phase) {
            case PENDING -> InstanceState.PENDING;
            case STARTING, WAITING -> InstanceState.STARTING;
            case RUNNING -> InstanceState.RUNNING;
            case STOPPING, ENDING -> InstanceState.STOPPING;
            case COMPLETED -> InstanceState.COMPLETED;
            case FAILED -> InstanceState.FAILED;
        };
    }

    private List<Endpoint> endpoints(InstanceView view, InstanceRow.Site site) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Port port : view.ports()) {
            Integer number = site.ports().get(port.name());
            if (number != null) {
                endpoints.add(new Endpoint(
                        view.row().id(), port.name(), settings.address(), number, port.protocol(), reachable()));
            }
        }
        return endpoints;
    }

    private Endpoint.Reachable reachable() {
        boolean loopback = settings.address().startsWith("127.")
                || settings.address().equals("::1")
                || settings.address().equals("localhost");
        return loopback ? Endpoint.Reachable.NODE : Endpoint.Reachable.NETWORK;
    }

    Node node(NodeView view) {
        Node.Builder node = Node.builder(new NodeId(view.settings().name()), settings.hostname(view.settings()))
                .address(settings.address())
                .allocatable(view.settings().capacity())
                .allocated(view.allocated())
                .state(view.state())
                .schedulable(view.schedulable())
                .draining(view.draining());
        for (Map.Entry<String, String> attribute : view.settings().attributes().entrySet()) {
            node.attribute(new NodeAttribute(attribute.getKey()), attribute.getValue());
        }
        return node.build();
    }
}
