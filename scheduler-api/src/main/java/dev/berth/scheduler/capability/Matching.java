package dev.berth.scheduler.capability;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds requirements against what a backend has for one kind of mode. */
final class Matching {
    private final BackendInfo backend;
    private final Mode.Kind mode;
    private final boolean nativeOnly;

    Matching(BackendInfo backend, Mode.Kind mode, boolean nativeOnly) {
        this.backend = backend;
        this.mode = mode;
        this.nativeOnly = nativeOnly;
    }

    List<Problem> missing(List<Requirement> requirements) {
        List<Problem> problems = new ArrayList<>();
        for (Requirement requirement : requirements) {
            refusal(requirement).ifPresent(reason -> problems.add(problem(requirement, reason)));
        }
        return problems;
    }

    /** What keeps each alternative from being taken; nothing when one of them is met. */
    List<Problem> missing(Choice choice) {
        if (firstMet(choice.alternatives()).isPresent()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        choice.alternatives().forEach(alternative -> problems.addAll(missing(alternative)));
        return problems;
    }

    Optional<Integer> firstMet(List<List<Requirement>> alternatives) {
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).stream().allMatch(need -> refusal(need).isEmpty())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    List<Problem> caveats(List<Requirement> requirements) {
        return requirements.stream()
                .filter(requirement ->
                        concerns(requirement) && support(requirement).level() == Support.Level.EMULATED)
                .map(requirement -> problem(requirement, support(requirement).note()))
                .toList();
    }

    private Optional<String> refusal(Requirement requirement) {
        return concerns(requirement) ? support(requirement).refusal(nativeOnly) : Optional.empty();
    }

    private boolean concerns(Requirement requirement) {
        return Requirements.concerns(requirement, backend);
    }

    private Problem problem(Requirement requirement, String note) {
        return Problem.unsupported(requirement.path(), requirement.capability().name(), note);
    }

    private Support support(Requirement requirement) {
        return backend.support(requirement.capability(), mode);
    }
}
