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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        return existing(Set.of(id)).get(0);
    }

    /**
     * The workloads with these ids, in their order; one call, however many there are.
     *
     * @throws NotFoundException when one of them does not exist
     */
    List<Workload> existing(Collection<WorkloadId> ids) {
        Map<WorkloadId, Workload> found = found(ids);
        absent(ids, found.keySet()).stream().findFirst().ifPresent(sentence -> {
            throw new NotFoundException(sentence);
        });
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * Looks whether they are there, in one call.
     *
     * @throws NotFoundException when one of them does not exist
     */
    void require(Collection<WorkloadId> ids) {
        List<Workload> unused = existing(ids);
    }

    /** Of each that isn't there, that there is none, in a sentence without its full stop, and what was probably meant. */
    List<String> absent(Collection<WorkloadId> ids) {
        return absent(ids, found(ids).keySet());
    }

    private List<String> absent(Collection<WorkloadId> ids, Set<WorkloadId> found) {
        List<WorkloadId> absent = ids.stream().filter(id -> !found.contains(id)).toList();
        // What is absent may be there by now, and then it wasn't what was meant.
        List<WorkloadId> known = absent.isEmpty()
                ? List.of()
                : workloads.list(Selector.all()).stream()
                        .map(Workload::id)
                        .filter(id -> !absent.contains(id))
                        .toList();
        return absent.stream()
                .map(id -> "there is no workload " + Names.workload(id) + hint(id, known))
                .toList();
    }

    private Map<WorkloadId, Workload> found(Collection<WorkloadId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : workloads.list(Selector.of(new TreeSet<>(ids))).stream()
                        .collect(Collectors.toMap(Workload::id, one -> one));
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
