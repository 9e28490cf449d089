package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the test asked for and was promised: the only specs that the oracle believes. Thread-safe. */
public final class Ledger {
    private final Map<WorkloadId, Book> books = new HashMap<>();
    private final Map<InstanceId, Set<Termination>> told = new HashMap<>();
    private final IdentityHashMap<Plan, List<Edit>> plans = new IdentityHashMap<>();

    /** What is known of one life of a workload. */
    private static final class Book {
        private final Map<Long, WorkloadSpec> byRevision = new TreeMap<>();
        private Optional<Asked> latest = Optional.empty();
        private boolean disturbed;

        /** The last revision that was seen complete: what an abort goes back to. */
        private long complete;

        private boolean shrunk;

        /** Edits on their way, which may show before they are answered. */
        private int pending;
    }

    /**
     * A spec and where it was accepted.
     *
     * @param disturbed whether the test interferes, so that instances may be missing through no fault of the backend
     * @param pending whether an edit is on its way, which may show before it is answered
     * @param shrunk whether instances were taken away, after which a spread needn't hold any more
     */
    public record Asked(
            WorkloadSpec spec, Version version, long revision, boolean disturbed, boolean pending, boolean shrunk) {
        public int replicas() {
            return spec.mode() instanceof Replicated replicated ? replicated.replicas() : 0;
        }
    }

    /** Writes down of what a plan was made. */
    public synchronized void planned(Plan plan, Collection<? extends Edit> edits) {
        plans.put(plan, List.copyOf(edits));
    }

    /** The edits that a plan was made of. */
    public synchronized List<Edit> edits(Plan plan) {
        return plans.getOrDefault(plan, List.of());
    }

    /** Says that edits are about to be sent; {@link #answered} has to follow. */
    public synchronized void sending(Collection<? extends Edit> edits) {
        edits.forEach(edit -> books.computeIfAbsent(edit.id(), key -> new Book()).pending++);
    }

    /** Says that edits were answered, one way or the other. */
    public synchronized void answered(Collection<? extends Edit> edits) {
        edits.forEach(edit -> books.computeIfPresent(edit.id(), (id, book) -> {
            book.pending--;
            return book;
        }));
    }

    /** Writes down edits that were accepted. */
    public synchronized void accepted(Collection<? extends Edit> edits, Applied applied) {
        Map<WorkloadId, Edit> byId = new HashMap<>();
        edits.forEach(edit -> byId.put(edit.id(), edit));
        for (Applied.Item item : applied.items()) {
            Edit edit = byId.get(item.id());
            if (item.failure().isEmpty() && item.action() == Change.Action.REMOVE) {
                Book fresh = new Book();
                fresh.pending = books.getOrDefault(item.id(), fresh).pending;
                books.put(item.id(), fresh);
            } else if (item.failure().isEmpty() && edit != null) {
                accepted(edit, item);
            }
        }
    }

    private void accepted(Edit edit, Applied.Item item) {
        Book book = books.computeIfAbsent(item.id(), key -> new Book());
        Optional<WorkloadSpec> spec = spec(book, edit, item.action());
        if (spec.isPresent() && item.version().isPresent()) {
            Asked asked = new Asked(spec.get(), item.version().get(), item.revision(), false, false, false);
            book.byRevision.put(item.revision(), spec.get());
            // Answers to clients that race may come in another order than their edits were accepted.
            if (book.latest
                    .filter(before -> isLater(before.version(), asked.version()))
                    .isEmpty()) {
                int before = book.latest.map(Asked::replicas).orElse(0);
                book.latest = Optional.of(asked);
                book.shrunk |= asked.replicas() < before;
            }
        }
    }

    private static boolean isLater(Version one, Version other) {
        return one.incarnation().equals(other.incarnation()) && one.generation() > other.generation();
    }

    private static Optional<WorkloadSpec> spec(Book book, Edit edit, Change.Action done) {
        Optional<WorkloadSpec> current = book.latest.map(Asked::spec);
        return switch (edit.kind()) {
            case APPLY -> Optional.of(((Edit.Apply) edit).spec());
            case SCALE -> current.map(spec -> with(spec, ((Edit.Scale) edit).replicas()));
            case ROLLBACK -> back(book, ((Edit.Rollback) edit).revision());
            case ABORT -> done == Change.Action.UNCHANGED ? current : back(book, book.complete);
            case RESTART, CANCEL, PAUSE, RESUME -> current;
            case REMOVE -> Optional.empty();
        };
    }

    /** An earlier spec with the present count. */
    private static Optional<WorkloadSpec> back(Book book, long revision) {
        return Optional.ofNullable(book.byRevision.get(revision))
                .map(old -> book.latest
                        .map(now -> old.toBuilder().mode(now.spec().mode()).build())
                        .orElse(old));
    }

    private static WorkloadSpec with(WorkloadSpec spec, int replicas) {
        return spec.toBuilder().mode(new Replicated(replicas)).build();
    }

    /** Writes down that what was accepted last was seen to be complete. */
    public synchronized void completed(WorkloadId id) {
        Book book = books.get(id);
        if (book != null) {
            book.latest.ifPresent(asked -> book.complete = asked.revision());
        }
    }

    /** Writes down that the backend went back to what was complete last, as it was to if what follows on it fails. */
    public synchronized void wentBack(WorkloadId id, Version version, long revision) {
        Book book = books.computeIfAbsent(id, key -> new Book());
        back(book, book.complete).ifPresent(spec -> {
            book.latest = Optional.of(new Asked(spec, version, revision, false, false, false));
            book.byRevision.put(revision, spec);
        });
    }

    /** Writes down that a process was told to end. */
    public synchronized void told(InstanceId instance, Termination end) {
        told.computeIfAbsent(instance, key -> new HashSet<>()).add(end);
    }

    /** The ends that a process was told to come to. */
    synchronized Set<Termination> told(InstanceId instance) {
        return Set.copyOf(told.getOrDefault(instance, Set.of()));
    }

    /** From now on instances of this workload may end, or be missing, by the test's doing. */
    public synchronized void disturb(WorkloadId id) {
        books.computeIfAbsent(id, key -> new Book()).disturbed = true;
    }

    /** What was accepted last; empty when nothing was, or when it was removed. */
    public synchronized Optional<Asked> latest(WorkloadId id) {
        Book book = books.get(id);
        return book == null
                ? Optional.empty()
                : book.latest.map(asked -> new Asked(
                        asked.spec(),
                        asked.version(),
                        asked.revision(),
                        book.disturbed,
                        book.pending > 0,
                        book.shrunk));
    }

    /** The spec of a revision in the present life. */
    public synchronized Optional<WorkloadSpec> spec(WorkloadId id, long revision) {
        Book book = books.get(id);
        return book == null ? Optional.empty() : Optional.ofNullable(book.byRevision.get(revision));
    }
}
