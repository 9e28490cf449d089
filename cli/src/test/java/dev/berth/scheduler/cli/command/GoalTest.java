package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code --wait} waits for. */
class GoalTest {
    @Test
    void aRemovalThatWasBegunBeforeIsWaitedForAsWell() {
        Applied.Item begun =
                new Applied.Item(Samples.WEB, Change.Action.UNCHANGED, Optional.empty(), 0, Optional.empty());
        Goal goal = Goal.of(List.of(Edit.remove(Samples.WEB)), new Applied(List.of(begun)));

        goal.take(new WatchEvent.Changed(Samples.workload(
                Samples.WEB, Samples.status(Phase.REMOVING, 0, 0).build())));
        goal.take(new WatchEvent.Synced(false));
        assertThat(goal.state()).isEqualTo(Goal.State.OPEN);

        goal.take(new WatchEvent.Removed(Samples.WEB));
        assertThat(goal.state()).isEqualTo(Goal.State.REACHED);
    }
}
