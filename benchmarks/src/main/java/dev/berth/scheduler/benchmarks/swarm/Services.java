package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Workloads no node is fit for: their tasks are in the manager's store and wait there, so that nothing is measured of
 * starting containers, which is the engines' work.
 */
final class Services {
    static final String NAMESPACE = "bench";
    static final String ATTRIBUTE = "bench";
    static final String NOWHERE = "nowhere";
    static final String VARIABLE = "NUMBER";
    static final List<String> ARGUMENTS = List.of("sleep", "100000");

    private static final int VARIABLES = 12;

    private final String image;
    private final int count;

    Services(String image, int count) {
        this.image = image;
        this.count = count;
    }

    int count() {
        return count;
    }

    String image() {
        return image;
    }

    static WorkloadId id(int number) {
        return WorkloadId.of(NAMESPACE, "service-" + number);
    }

    WorkloadSpec spec(int number, int replicas, String value) {
        return WorkloadSpec.builder(id(number), Mode.replicated(replicas))
                .task(Task.main(ImageArtifact.builder(image)
                                .arguments(ARGUMENTS)
                                .build())
                        .environment(VARIABLE, value)
                        .build())
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.label(ATTRIBUTE), NOWHERE))
                        .build())
                .build();
    }

    /** All of them, with so many replicas each. */
    List<Edit> all(int replicas) {
        return IntStream.range(0, count)
                .mapToObj(number -> Edit.apply(spec(number, replicas, Integer.toString(number))))
                .toList();
    }

    /** All of them as services mostly are: with a dozen variables, memory and a check of their health. */
    List<Edit> ordinary(int replicas) {
        return IntStream.range(0, count)
                .mapToObj(number -> Edit.apply(spec(number, replicas, Integer.toString(number)).toBuilder()
                        .tasks(List.of(ordinary()))
                        .build()))
                .toList();
    }

    private Task ordinary() {
        Task.Builder task = Task.main(
                        ImageArtifact.builder(image).arguments(ARGUMENTS).build())
                .resources(new Resources(
                        ResourceAmounts.builder().memory(Memory.ofMebibytes(16)).build(), ResourceAmounts.NONE))
                .readiness(Probe.builder(ProbeCheck.command("/bin/true")).build());
        for (int number = 0; number < VARIABLES; number++) {
            task.environment("VARIABLE_" + number, "the value of variable number " + number);
        }
        return task.build();
    }

    /** All of them with one replica, and the first with another value of its variable. */
    List<Edit> oneChanged() {
        return IntStream.range(0, count)
                .mapToObj(number -> Edit.apply(spec(number, 1, number == 0 ? "changed" : number + "")))
                .toList();
    }
}
