package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Workloads no node is fit for: their pods wait, so that nothing is measured of starting containers, which is the kubelets'
 * work.
 */
final class Workloads {
    static final String NAMESPACE = "bench";

    private static final String ATTRIBUTE = "bench";
    private static final String NOWHERE = "nowhere";
    private static final String VARIABLE = "NUMBER";

    /** Longer than anything here takes: stand-ins of nodes may be late. */
    private static final Duration NODE_LOSS_WAIT = Duration.ofHours(1);

    private final String image;
    private final int count;

    Workloads(String image, int count) {
        this.image = image;
        this.count = count;
    }

    static WorkloadId id(int number) {
        return WorkloadId.of(NAMESPACE, "service-" + number);
    }

    private WorkloadSpec spec(int number, int replicas, String value) {
        return WorkloadSpec.builder(id(number), Mode.replicated(replicas))
                .task(task(value))
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.label(ATTRIBUTE), NOWHERE))
                        .build())
                .nodeLossWait(Optional.of(NODE_LOSS_WAIT))
                .build();
    }

    private Task task(String value) {
        ImageArtifact program = ImageArtifact.builder(image)
                .arguments(List.of("sleep", "100000"))
                .build();
        return Task.main(program)
                .environment(VARIABLE, value)
                .resources(new Resources(
                        ResourceAmounts.builder()
                                .cpu(new Cpu(1))
                                .memory(Memory.ofMebibytes(1))
                                .build(),
                        ResourceAmounts.NONE))
                .readiness(Probe.builder(ProbeCheck.command("/bin/true")).build())
                .build();
    }

    /** All of them, with so many replicas each. */
    List<Edit> all(int replicas) {
        return IntStream.range(0, count)
                .mapToObj(number -> Edit.apply(spec(number, replicas, Integer.toString(number))))
                .toList();
    }

    /** What a step applies. */
    List<Edit> edits(Step step) {
        return switch (step) {
            case FRESH, NO_OP -> all(1);
            case CHANGED -> oneChanged();
        };
    }

    /** All of them with one replica, and the first with another value of its variable. */
    private List<Edit> oneChanged() {
        return IntStream.range(0, count)
                .mapToObj(number -> Edit.apply(spec(number, 1, number == 0 ? "changed" : number + "")))
                .toList();
    }
}
