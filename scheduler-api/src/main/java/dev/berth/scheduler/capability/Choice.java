package dev.berth.scheduler.capability;

import java.util.List;

/**
 * A field of a spec that can be met in several ways, in order of preference: the variants of a task's artifact.
 *
 * @param path the field, such as {@code tasks[0].artifacts}
 * @param alternatives what each way needs, all of it; one way is enough
 */
public record Choice(String path, List<List<Requirement>> alternatives) {
    public Choice {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }
}
