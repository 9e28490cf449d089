package dev.berth.scheduler.spec;

import java.util.Optional;

/** Rules of requests and limits. */
final class ResourceRules {
    private ResourceRules() {}

    static void check(Resources resources, Findings findings) {
        amounts(resources.requests(), findings.field("requests"));
        amounts(resources.limits(), findings.field("limits"));
        ResourceAmounts requests = resources.requests();
        ResourceAmounts limits = resources.limits();
        covers(limits.cpu(), requests.cpu(), findings.field("limits").field("cpu"));
        covers(limits.memory(), requests.memory(), findings.field("limits").field("memory"));
        covers(limits.disk(), requests.disk(), findings.field("limits").field("disk"));
        covers(boxed(limits), boxed(requests), findings.field("limits").field("gpus"));
    }

    private static void amounts(ResourceAmounts amounts, Findings findings) {
        amounts.cpu().ifPresent(cpu -> positive(cpu.millicores(), cpu, findings.field("cpu")));
        amounts.memory().ifPresent(memory -> positive(memory.bytes(), memory, findings.field("memory")));
        amounts.disk().ifPresent(disk -> positive(disk.bytes(), disk, findings.field("disk")));
        amounts.gpus().ifPresent(count -> findings.field("gpus").atLeast(1, count));
    }

    private static void positive(long value, Object shown, Findings findings) {
        findings.require(value > 0, shown, "must be more than 0");
    }

    private static <T extends Comparable<T>> void covers(Optional<T> limit, Optional<T> request, Findings findings) {
        if (limit.isPresent() && request.isPresent() && limit.get().compareTo(request.get()) < 0) {
            findings.refuse(limit.get(), "must be no less than the request (=" + request.get() + ")");
        }
    }

    private static Optional<Integer> boxed(ResourceAmounts amounts) {
        return amounts.gpus().isPresent() ? Optional.of(amounts.gpus().getAsInt()) : Optional.empty();
    }
}
