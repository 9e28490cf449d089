package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;

/** What surrounds the process of a task. */
final class TaskCheck {
    /** A manager takes no less. */
    private static final Memory SMALLEST_REQUEST = Memory.ofMebibytes(4);

    /** An engine starts no container with less. */
    private static final Memory SMALLEST_LIMIT = Memory.ofMebibytes(6);

    private TaskCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        FileCheck.check(task, spec, problems);
        PortCheck.check(task, spec, problems);
        HealthCheck.check(task.health(), problems.below("health"));
        Duration grace = task.stop().grace();
        problems.below("stop")
                .below("grace")
                .refuseIf(
                        !grace.equals(Duration.ofSeconds(grace.toSeconds())),
                        Capabilities.STOP_GRACE,
                        "grace (=" + grace + ") must be whole seconds: an engine leaves out the rest");
        Problems resources = problems.below("resources");
        memory(
                task.resources().requests(),
                SMALLEST_REQUEST,
                Capabilities.RESOURCES_REQUEST_MEMORY,
                resources.below("requests"));
        memory(
                task.resources().limits(),
                SMALLEST_LIMIT,
                Capabilities.RESOURCES_LIMIT_MEMORY,
                resources.below("limits"));
    }

    private static void memory(ResourceAmounts amounts, Memory smallest, Capability capability, Problems problems) {
        amounts.memory()
                .filter(memory -> memory.compareTo(smallest) < 0)
                .ifPresent(memory -> problems.below("memory")
                        .refuse(capability, "memory (=" + memory + ") must be " + smallest + " or more in a swarm"));
    }
}
