package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.List;

/**
 * A plan with where it came from.
 *
 * @param maker the pipeline that made it; another one refuses it
 */
record PlanData(Object maker, List<ChangeData> all, PlanOptions options) implements Plan {
    PlanData {
        all = List.copyOf(all);
    }

    @Override
    public List<Change> changes() {
        return List.copyOf(all);
    }
}
