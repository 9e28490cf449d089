package dev.berth.scheduler.capability;

import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a spec needs of a backend (rule CAP-1). Pure, and total: a field that is not at its default needs a capability
 * unless every backend delivers it by nature (names, labels, annotations, literal variables, probe intervals).
 */
public final class Requirements {
    private static final FieldPath TASKS = FieldPath.ROOT.field("tasks");

    private Requirements() {}

    /**
     * Everything that {@code spec} needs whatever artifact is chosen; what the artifacts need, of tasks that have
     * only one, included. Nothing here is about replacing running instances: see {@link #ofUpdate}.
     *
     * @return in the order of the spec
     */
    public static List<Requirement> of(WorkloadSpec spec) {
        Needs needs = Needs.below(FieldPath.ROOT);
        SpecNeeds.collect(spec, needs);
        return needs.found();
    }

    /** The tasks that have several variants of their artifact, of which one is enough. */
    public static List<Choice> choices(WorkloadSpec spec) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < spec.tasks().size(); i++) {
            Task task = spec.tasks().get(i);
            if (task.artifacts().size() > 1) {
                FieldPath path = TASKS.item(i).field("artifacts");
                choices.add(new Choice(path.text(), ArtifactNeeds.variants(task, path)));
            }
        }
        return List.copyOf(choices);
    }

    /** Which of the alternatives the backend takes, from 0: the first of which it has everything; empty when none is. */
    public static Optional<Integer> taken(Choice choice, BackendInfo backend, Mode.Kind mode) {
        return new Matching(backend, mode, false).firstMet(choice.alternatives());
    }

    /** Whether backends of that type are asked for it: an override is addressed to one type only. */
    public static boolean concerns(Requirement requirement, BackendInfo backend) {
        return !requirement.capability().isOverride()
                || requirement.capability().equals(Capability.override(backend.type()));
    }

    /** What replacing the running instances of {@code spec} needs beyond {@link #of}: its template was changed. */
    public static List<Requirement> ofUpdate(WorkloadSpec spec) {
        Needs needs = Needs.below(FieldPath.ROOT);
        switch (spec.mode().kind()) {
            case REPLICATED, GLOBAL -> PolicyNeeds.replacing(spec.rollout(), needs.field("rollout"));
            case BATCH, GLOBAL_BATCH, CRON -> {}
        }
        return needs.found();
    }

    /**
     * Everything that {@code spec} needs and the backend lacks.
     *
     * @param nativeOnly whether EMULATED counts as missing (rule CAP-2)
     * @return UNSUPPORTED problems with the backend's own reasons; empty when nothing is missing
     */
    public static List<Problem> missing(WorkloadSpec spec, BackendInfo backend, boolean nativeOnly) {
        Matching matching = new Matching(backend, spec.mode().kind(), nativeOnly);
        List<Problem> problems = new ArrayList<>(matching.missing(of(spec)));
        choices(spec).forEach(choice -> problems.addAll(matching.missing(choice)));
        return List.copyOf(problems);
    }

    /**
     * Everything that replacing the running instances of {@code spec} needs and the backend lacks, beyond
     * {@link #missing}.
     */
    public static List<Problem> missingToUpdate(WorkloadSpec spec, BackendInfo backend, boolean nativeOnly) {
        List<Requirement> more = new ArrayList<>(ofUpdate(spec));
        more.removeAll(of(spec));
        return new Matching(backend, spec.mode().kind(), nativeOnly).missing(more);
    }

    /** What the backend does with a difference, of all that {@code spec} needs: the EMULATED ones, with caveats. */
    public static List<Problem> caveats(WorkloadSpec spec, BackendInfo backend) {
        Matching matching = new Matching(backend, spec.mode().kind(), false);
        List<Requirement> used = new ArrayList<>(of(spec));
        for (Choice choice : choices(spec)) {
            matching.firstMet(choice.alternatives())
                    .ifPresent(index -> used.addAll(choice.alternatives().get(index)));
        }
        return matching.caveats(used);
    }

    /** The variant of a task's artifact that the backend takes: the first of which it supports everything. */
    public static Optional<Artifact> chosen(Task task, BackendInfo backend, Mode.Kind mode) {
        FieldPath path = FieldPath.ROOT.field("artifacts");
        return new Matching(backend, mode, false)
                .firstMet(ArtifactNeeds.variants(task, path))
                .map(task.artifacts()::get);
    }
}
