package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Cpu;
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

    /** An engine starts no container with less. */
    private static final Cpu SMALLEST_CPU_LIMIT = new Cpu(10);

    private static final Cpu MOST_CPU = new Cpu(Long.MAX_VALUE / 1_000_000);

    private TaskCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        ImageCheck.check(task, problems);
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
        cpu(task, resources);
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

    /** Counted in billionths of a core, in 63 bits. */
    private static void cpu(Task task, Problems resources) {
        Problems requests = resources.below("requests").below("cpu");
        Problems limits = resources.below("limits").below("cpu");
        task.resources()
                .requests()
                .cpu()
                .filter(cpu -> cpu.compareTo(MOST_CPU) > 0)
                .ifPresent(cpu -> requests.refuse(
                        Capabilities.RESOURCES_REQUEST_CPU,
                        "cpu (=" + cpu + ") must be " + MOST_CPU + " or less in a swarm"));
        task.resources()
                .limits()
                .cpu()
                .filter(cpu -> cpu.compareTo(MOST_CPU) > 0 || cpu.compareTo(SMALLEST_CPU_LIMIT) < 0)
                .ifPresent(cpu -> limits.refuse(
                        Capabilities.RESOURCES_LIMIT_CPU,
                        "cpu (=" + cpu + ") must be from " + SMALLEST_CPU_LIMIT + " to " + MOST_CPU + " in a swarm"));
    }

    private static void memory(ResourceAmounts amounts, Memory smallest, Capability capability, Problems problems) {
        amounts.memory()
                .filter(memory -> memory.compareTo(smallest) < 0)
                .ifPresent(memory -> problems.below("memory")
                        .refuse(capability, "memory (=" + memory + ") must be " + smallest + " or more in a swarm"));
    }
}
