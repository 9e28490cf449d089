package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.text.Nearest;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds workloads by the names given, and says what was probably meant where there is none. */
final class WorkloadLookup {
    private final Workloads workloads;

    WorkloadLookup(Workloads workloads) {
        this.workloads = workloads;
    }

    boolean exists(WorkloadId id) {
        return workloads.find(id).isPresent();
    }

    /**
     * The workload with that id.
     *
     * @throws NotFoundException when there is none
     */
    Workload existing(WorkloadId id) {
        return workloads.find(id).orElseThrow(() -> new NotFoundException(absence(id)));
    }

    /**
     * Costs a call for each id.
     *
     * @throws NotFoundException when one of them does not exist
     */
    void require(Collection<WorkloadId> ids) {
        ids.forEach(this::existing);
    }

    /** That there is no such workload, in a sentence without its full stop, and which one was probably meant. */
    String absence(WorkloadId id) {
        List<WorkloadId> known =
                workloads.list(Selector.all()).stream().map(Workload::id).toList();
        return "there is no workload " + Names.workload(id) + hint(id, known);
    }

    private static String hint(WorkloadId id, List<WorkloadId> known) {
        Optional<WorkloadId> meant = meant(id, known);
        if (meant.isPresent()) {
            return "; did you mean '" + Names.workload(meant.get()) + "'?";
        }
        if (known.stream().anyMatch(other -> other.namespace().equals(id.name()))) {
            return "; all of the namespace " + id.name() + " are meant by -n " + id.name();
        }
        return known.isEmpty() ? "; there are none at all" : "; berth list shows those there are";
    }

    /** The same name in another namespace, for which -n was forgotten, else the most similar in the same one. */
    private static Optional<WorkloadId> meant(WorkloadId id, List<WorkloadId> known) {
        Optional<WorkloadId> elsewhere =
                known.stream().filter(other -> other.name().equals(id.name())).findFirst();
        List<String> neighbours = known.stream()
                .filter(other -> other.namespace().equals(id.namespace()))
                .map(WorkloadId::name)
                .toList();
        return elsewhere.or(() -> Nearest.to(id.name(), neighbours).map(name -> WorkloadId.of(id.namespace(), name)));
    }
}
