package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.EditRequirements;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Judges refusals for missing capabilities (rule CAP-1): what the backend doesn't claim it has to refuse, all of it, and
 * nothing else; and nothing may have changed. A right refusal ends the test as REFUSED.
 */
final class Referee {
    private final BackendInfo backend;

    Referee(BackendInfo backend) {
        this.backend = backend;
    }

    /**
     * Runs a call with edits.
     *
     * @param traces all that exists; compared before and after a refusal
     */
    <T> T edits(
            Collection<? extends Edit> edits, PlanOptions options, Supplier<T> call, Supplier<List<String>> traces) {
        NavigableSet<String> surely = missing(edits, options);
        List<String> before = surely.isEmpty() ? List.of() : traces.get();
        T answer;
        try {
            answer = call.get();
        } catch (RefusedException e) {
            if (e.code() != ErrorCode.UNSUPPORTED) {
                throw e;
            }
            NavigableSet<String> named = named(e);
            NavigableSet<String> possibly = new TreeSet<>(surely);
            possibly.addAll(missingToUpdate(edits, options));
            judge(e, named, surely, possibly);
            if (!surely.isEmpty()) {
                Expect.equal(before, traces.get(), "CAP-1: after a refusal everything");
            }
            throw new RefusalProven(named);
        }
        Expect.that(
                surely.isEmpty(),
                "CAP-1: " + Told.edits(edits) + " was accepted, and " + surely + " are declared unsupported");
        return answer;
    }

    /** Runs any other call, which may be refused for what isn't claimed. */
    <T> T other(Supplier<T> call) {
        try {
            return call.get();
        } catch (RefusedException e) {
            if (e.code() != ErrorCode.UNSUPPORTED) {
                throw e;
            }
            NavigableSet<String> named = named(e);
            for (String name : named) {
                Expect.that(!isClaimed(name), "CAP-1: " + name + " is claimed and was refused: " + e.getMessage());
            }
            throw new RefusalProven(named);
        }
    }

    private static void judge(
            RefusedException refusal,
            NavigableSet<String> named,
            NavigableSet<String> surely,
            NavigableSet<String> possibly) {
        Expect.that(
                named.containsAll(surely) && possibly.containsAll(named) && !named.isEmpty(),
                "CAP-1: the refusal is to list " + surely + " and lists " + named + ": " + refusal.getMessage());
        Expect.that(
                refusal.problems().stream()
                        .allMatch(problem -> problem.code() == ErrorCode.UNSUPPORTED
                                && !problem.message().isEmpty()),
                "CAP-1: each problem of a refusal has its reason: " + refusal.getMessage());
    }

    private boolean isClaimed(String name) {
        return backend.names().stream()
                .filter(capability -> capability.name().equals(name))
                .anyMatch(capability ->
                        backend.support(capability, Mode.Kind.REPLICATED).isSupported());
    }

    private static NavigableSet<String> named(RefusedException refusal) {
        NavigableSet<String> names = new TreeSet<>();
        refusal.problems().forEach(problem -> problem.capability().ifPresent(names::add));
        return names;
    }

    private NavigableSet<String> missing(Collection<? extends Edit> edits, PlanOptions options) {
        List<Problem> problems = new ArrayList<>();
        for (Edit edit : edits) {
            EditRequirements.missing(edit.kind(), mode(edit), backend, options.nativeOnly())
                    .ifPresent(problems::add);
            if (edit instanceof Edit.Apply apply) {
                problems.addAll(Requirements.missing(apply.spec(), backend, options.nativeOnly()));
            }
        }
        return names(problems);
    }

    /**
     * What is missing only if something is there already: ours, to be replaced, or somebody else's, to be adopted. What an
     * edit without a spec replaces is replaced as the spec says that is there, which isn't known here.
     */
    private NavigableSet<String> missingToUpdate(Collection<? extends Edit> edits, PlanOptions options) {
        List<Problem> problems = new ArrayList<>();
        boolean adopts = edits.stream().map(Edit::id).anyMatch(options.adopted()::contains);
        for (Edit edit : edits) {
            if (edit instanceof Edit.Apply apply) {
                problems.addAll(Requirements.missingToUpdate(apply.spec(), backend, options.nativeOnly()));
            }
        }
        NavigableSet<String> names = names(problems);
        if (edits.stream().anyMatch(edit -> edit.kind() == Edit.Kind.RESTART || edit.kind() == Edit.Kind.ROLLBACK)) {
            backend.names().stream()
                    .map(Capability::name)
                    .filter(name -> name.startsWith("rollout.") && !isClaimed(name))
                    .forEach(names::add);
        }
        if (adopts && !isClaimed(Capabilities.EDIT_ADOPT.name())) {
            names.add(Capabilities.EDIT_ADOPT.name());
        }
        return names;
    }

    private static NavigableSet<String> names(List<Problem> problems) {
        NavigableSet<String> names = new TreeSet<>();
        problems.forEach(problem -> problem.capability().ifPresent(names::add));
        return names;
    }

    private static Mode.Kind mode(Edit edit) {
        WorkloadSpec spec = edit instanceof Edit.Apply apply ? apply.spec() : null;
        return spec == null ? Mode.Kind.REPLICATED : spec.mode().kind();
    }
}
