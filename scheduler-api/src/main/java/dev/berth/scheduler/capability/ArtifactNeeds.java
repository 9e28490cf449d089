package dev.berth.scheduler.capability;

import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import java.util.ArrayList;
import java.util.List;

/** What the variants of a task's artifact need. */
final class ArtifactNeeds {
    private ArtifactNeeds() {}

    /** @param path of all the variants */
    static List<List<Requirement>> variants(Task task, FieldPath path) {
        List<List<Requirement>> variants = new ArrayList<>();
        for (int i = 0; i < task.artifacts().size(); i++) {
            Needs needs = Needs.below(path.item(i));
            collect(task.artifacts().get(i), needs);
            variants.add(needs.found());
        }
        return variants;
    }

    static void collect(Artifact artifact, Needs needs) {
        if (artifact instanceof ImageArtifact image) {
            image(image, needs.field("image"));
        } else if (artifact instanceof ProcessArtifact process) {
            needs.field("process").need(Capabilities.ARTIFACT_PROCESS);
            needs.field("process").needIf(process.source(), "source", Capabilities.ARTIFACT_PROCESS_SOURCE);
        }
    }

    private static void image(ImageArtifact image, Needs needs) {
        needs.need(Capabilities.ARTIFACT_IMAGE);
        needs.needIf(!image.entrypoint().isEmpty(), "entrypoint", Capabilities.ARTIFACT_IMAGE_ENTRYPOINT);
        needs.needIf(image.pullSecret(), "pullSecret", Capabilities.ARTIFACT_IMAGE_PULL_SECRET);
        switch (image.pullPolicy()) {
            case IF_ABSENT -> {}
            case ALWAYS -> needs.field("pullPolicy").need(Capabilities.ARTIFACT_IMAGE_PULL_ALWAYS);
            case NEVER -> needs.field("pullPolicy").need(Capabilities.ARTIFACT_IMAGE_PULL_NEVER);
        }
    }
}
