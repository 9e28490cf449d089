package dev.berth.scheduler.k8s;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a seed has happen to a few workloads of a namespace, all of which are there at last. No node takes any of their pods. */
final class EditStory {
    private static final int LENGTH = 8;
    private static final List<String> NAMES = List.of("alder", "birch", "cedar");

    private final String namespace;
    private final Random choices;
    private final List<Edit> edits = new ArrayList<>();
    private final List<WorkloadSpec> last;

    EditStory(String namespace, long seed) {
        this.namespace = namespace;
        this.choices = new Random(seed);
        Set<String> there = new HashSet<>();
        for (int step = 0; step < LENGTH; step++) {
            edits.add(edit(NAMES.get(choices.nextInt(NAMES.size())), step, there));
        }
        this.last = NAMES.stream().map(name -> spec(name, LENGTH)).toList();
        last.forEach(spec -> edits.add(Edit.apply(spec)));
    }

    List<Edit> edits() {
        return edits;
    }

    /** What there is to be in the end. */
    List<WorkloadSpec> last() {
        return last;
    }

    private Edit edit(String name, int step, Set<String> there) {
        int choice = choices.nextInt(4);
        WorkloadId id = WorkloadId.of(namespace, name);
        if (there.contains(name) && choice == 0) {
            there.remove(name);
            return Edit.remove(id);
        }
        if (there.contains(name) && choice == 1 && !name.equals("cedar")) {
            return Edit.scale(id, 1 + choices.nextInt(3));
        }
        there.add(name);
        return Edit.apply(spec(name, step));
    }

    private WorkloadSpec spec(String name, int step) {
        WorkloadId id = WorkloadId.of(namespace, name);
        Mode mode = name.equals("cedar") ? Mode.global() : Mode.replicated(name.equals("alder") ? 2 : 1);
        Task.Builder task = LabScheduler.idle().environment("STEP", "" + step);
        if (mode.kind() == Mode.Kind.REPLICATED) {
            // A rollout without pods is complete some moments later, and then files go that are no longer wanted.
            task.file(new TaskFile.Config("/etc/step", "of " + step % 2, 0444));
        }
        WorkloadSpec.Builder spec = WorkloadSpec.builder(id, mode)
                .task(task.build())
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.label("disk"), "none"))
                        .build());
        return name.equals("alder") ? spec.discoveryName("tree").build() : spec.build();
    }
}
