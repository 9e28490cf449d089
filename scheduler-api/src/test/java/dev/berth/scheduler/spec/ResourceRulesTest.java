package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;

import org.junit.jupiter.api.Test;

class ResourceRulesTest {
    @Test
    void amountsAreMoreThanNothing() {
        refused(
                task().resources(new Resources(
                        ResourceAmounts.builder()
                                .cpu(new Cpu(0))
                                .memory(new Memory(-1))
                                .disk(new Memory(0))
                                .gpus(0)
                                .build(),
                        ResourceAmounts.NONE)),
                "tasks[0].resources.requests.cpu (=0) must be more than 0",
                "tasks[0].resources.requests.memory (=-1) must be more than 0",
                "tasks[0].resources.requests.disk (=0) must be more than 0",
                "tasks[0].resources.requests.gpus (=0) must be 1 or more");
    }

    @Test
    void aLimitCoversItsRequest() {
        ResourceAmounts half = amounts(500, 1);
        accepted(task().resources(new Resources(half, half)));
        refused(
                task().resources(new Resources(amounts(2000, 4), half)),
                "tasks[0].resources.limits.cpu (=500m) must be no less than the request (=2)",
                "tasks[0].resources.limits.memory (=1Mi) must be no less than the request (=4Mi)",
                "tasks[0].resources.limits.disk (=1Mi) must be no less than the request (=4Mi)",
                "tasks[0].resources.limits.gpus (=1) must be no less than the request (=4)");
    }

    @Test
    void aLimitStandsWithoutARequest() {
        accepted(task().resources(new Resources(ResourceAmounts.NONE, amounts(100, 1))));
    }

    private static ResourceAmounts amounts(long millicores, int count) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(Memory.ofMebibytes(count))
                .disk(Memory.ofMebibytes(count))
                .gpus(count)
                .build();
    }
}
