package dev.berth.scheduler.examples;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.SourceLoader;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import java.nio.file.Path;
import java.util.List;

/** What {@code berth apply -f} does, for platforms that take specs from their users. */
public final class SpecFileApply {
    private SpecFileApply() {}

    /**
     * Plans everything in a file as one, then carries out exactly that plan.
     *
     * @throws dev.berth.scheduler.error.RefusedException with every problem of the file, each with line and column
     */
    public static Applied run(Scheduler scheduler, Path file) {
        List<Edit> edits = new SpecCodec()
                .read(new SourceLoader(DocumentLimits.STANDARD).load(file)).orThrow().stream()
                        .map(Edit::apply)
                        .toList();
        Plan plan = scheduler.workloads().plan(edits, PlanOptions.DEFAULT);
        return scheduler.workloads().execute(plan).orThrow();
    }
}
