package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.ObjectRow;
import dev.berth.scheduler.local.cluster.RunRow;
import dev.berth.scheduler.local.cluster.RunView;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.local.document.BatchObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs in the words of the API. */
final class LocalRuns {
    private LocalRuns() {}

    static Run run(RunView view) {
        RunRow row = view.row();
        Run.Builder run = Run.builder(row.id(), row.origin().revision(), row.state())
                .succeeded(row.tally().succeeded())
                .failed(row.tally().failed())
                .active(view.active())
                .attempts(row.tally().attempts());
        row.verdict().ifPresent(verdict -> run.reason(verdict.reason(), verdict.message()));
        row.origin().tick().ifPresent(run::scheduledAt);
        row.startedAt().ifPresent(run::startedAt);
        row.endedAt().ifPresent(run::endedAt);
        return run.build();
    }

    /** How many instances the runs that go on aim at. */
    static int desired(WorkloadView view) {
        return view.runs().stream()
                .map(RunView::row)
                .mapToInt(LocalRuns::desired)
                .sum();
    }

    private static int desired(RunRow run) {
        int left = run.shape().completions() - run.tally().succeeded();
        return run.verdict().isPresent() ? 0 : Math.min(run.shape().parallelism(), left);
    }

    /** Of a batch whether its run has ended; a CRON has nothing to get done; of services what the view says. */
    static Progress progress(ObjectRow object, WorkloadView view) {
        Optional<BatchObject> batch = object.content().batch();
        if (batch.isEmpty()) {
            return view.progress();
        }
        boolean ended = batch.get().scheduled()
                || view.runs().stream()
                        .map(RunView::row)
                        .anyMatch(run -> run.isOver()
                                && run.origin().revision() == object.content().revision());
        return ended ? Progress.COMPLETE : Progress.ONGOING;
    }

    /** What a watcher was told of runs, so that it is told only what changed. Of one thread. */
    static final class Told {
        private final Map<WorkloadId, Map<RunId, Run>> runs = new HashMap<>();

        /**
         * What is to be told, in order.
         *
         * @param persist waits until what is stored survives; called before the first end is told
         */
        List<Consumer<Sink>> changes(List<WorkloadView> workloads, Runnable persist) {
            List<Consumer<Sink>> changes = new ArrayList<>();
            boolean ends = false;
            for (WorkloadView workload : workloads) {
                Map<RunId, Run> before = runs.getOrDefault(workload.id(), Map.of());
                Map<RunId, Run> now = new HashMap<>();
                for (RunView view : workload.runs()) {
                    Run run = run(view);
                    now.put(run.id(), run);
                    if (!run.equals(before.get(run.id()))) {
                        ends |= run.state().isOver();
                        changes.add(sink -> sink.run(run));
                    }
                }
                before.keySet().stream()
                        .filter(id -> !now.containsKey(id))
                        .forEach(id -> changes.add(sink -> sink.runGone(id)));
                remember(workload.id(), now);
            }
            if (ends) {
                persist.run();
            }
            return changes;
        }

        private void remember(WorkloadId id, Map<RunId, Run> now) {
            if (now.isEmpty()) {
                runs.remove(id);
            } else {
                runs.put(id, now);
            }
        }
    }
}
