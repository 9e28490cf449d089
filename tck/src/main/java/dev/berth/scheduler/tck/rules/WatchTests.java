package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.ContractViolation;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is observed. That counts are right, and that watch and list agree, is judged by the oracle in every test. */
final class WatchTests {
    @RuleTest(value = Rule.OBS_1, needs = "health.readiness.command", provokes = Provocation.RUN_INSIDE)
    void aStatusFollowsInstancesFromTheFirstToTheLast(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(2).gated();
        trial.apply(spec);
        trial.await(
                "both run and none is ready",
                view -> counts(view.workload(id), 2, 0) && running(view.instances(id)) == 2);
        Expect.equal(
                Phase.PROGRESSING,
                trial.view().workload(id).orElseThrow().status().phase(),
                "the phase");
        trial.tell(trial.instances(id).get(0), "ready");
        trial.await("one is ready", view -> counts(view.workload(id), 2, 1));
        Expect.that(!trial.view().isIn(id, Phase.STABLE), "one of two is not to be called stable");
        trial.tell(trial.instances(id).get(1), "ready");
        Workload stable = trial.stable(id);
        Expect.equal(2, stable.status().updated(), "the number updated");
        Expect.equal(0, stable.status().failed(), "the number failed");
    }

    /** A workload is told before its instances are. */
    private static long running(List<Instance> instances) {
        return instances.stream()
                .filter(one -> one.state() == InstanceState.RUNNING)
                .count();
    }

    private static boolean counts(Optional<Workload> workload, int running, int ready) {
        return workload.filter(
                        one -> one.status().running() == running && one.status().ready() == ready)
                .isPresent();
    }

    @RuleTest(value = Rule.OBS_2, needs = "watch")
    void aWatchGivesASnapshotThenSyncedThenChanges(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").replicas(2));
        Set<InstanceId> there = new HashSet<>();
        trial.instances(id).forEach(one -> there.add(one.id()));
        try (Feed<WatchEvent> feed = trial.another().watch(trial.everything())) {
            List<WatchEvent> snapshot = until(trial, feed, event -> event.kind() == WatchEvent.Kind.SYNCED);
            Expect.that(
                    snapshot.stream().anyMatch(event -> of(event, id)), "the workload is in the snapshot: " + snapshot);
            snapshot.forEach(event -> instance(event).ifPresent(one -> there.remove(one.id())));
            Expect.that(there.isEmpty(), "these are missing in the snapshot: " + there);
            trial.scheduler().workloads().remove(id);
            List<WatchEvent> changes = until(trial, feed, event -> event.kind() == WatchEvent.Kind.REMOVED);
            long ended = changes.stream()
                    .filter(event -> event.kind() == WatchEvent.Kind.INSTANCE_ENDED)
                    .count();
            Expect.equal(2L, ended, "the number of ends that were told");
        }
    }

    @RuleTest(value = Rule.OBS_2, needs = "watch")
    void aWatchTellsWhatItsSelectorMeansAndNothingElse(Trial trial) throws InterruptedException {
        WorkloadId meant = trial.id("meant");
        trial.apply(
                trial.probe("other").label("team", "trains"),
                trial.probe("meant").label("team", "ships"));
        try (Feed<WatchEvent> feed = trial.another().watch(trial.everything().withLabel("team", "ships"))) {
            List<WatchEvent> events = until(
                    trial,
                    feed,
                    event -> event instanceof WatchEvent.Changed changed
                            && changed.workload().status().phase() == Phase.STABLE);
            for (WatchEvent event : events) {
                Expect.that(
                        event.kind() == WatchEvent.Kind.SYNCED
                                || of(event, meant)
                                || instance(event)
                                        .filter(one -> one.id().workload().equals(meant))
                                        .isPresent(),
                        "this is not meant: " + event);
            }
        }
        trial.stable(meant);
        trial.stable(trial.id("other"));
    }

    @RuleTest(
            value = Rule.OBS_3,
            needs = {"watch", "edit.scale"})
    void aReaderThatIsSlowMissesStatesInBetweenAndNotTheLast(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web"));
        try (Feed<WatchEvent> slow = trial.another().watch(Selector.of(id))) {
            for (int i = 0; i < 10; i++) {
                trial.scheduler().workloads().scale(id, 3);
                trial.stable(id);
                trial.scheduler().workloads().scale(id, 1);
                trial.stable(id);
            }
            Workload last = trial.stable(id);
            List<WatchEvent> events = until(
                    trial,
                    slow,
                    event -> event instanceof WatchEvent.Changed changed
                            && changed.workload().version().equals(last.version())
                            && changed.workload().status().phase() == Phase.STABLE);
            long before = 0;
            for (WatchEvent event : events) {
                if (event instanceof WatchEvent.Changed changed) {
                    long generation = changed.workload().version().generation();
                    Expect.that(generation >= before, "version " + generation + " is told after " + before);
                    before = generation;
                }
            }
        }
    }

    @RuleTest(
            value = Rule.OBS_2,
            needs = "watch",
            provokes = {Provocation.STOP_SERVER, Provocation.KILL_INSTANCE},
            alone = true)
    void afterALostConnectionAWatchIsSyncedAgainAndEqualsTheBackend(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").replicas(2));
        Instance victim = trial.instances(id).get(0);
        trial.environment().server().get().stop();
        trial.environment().killing().get().kill(victim);
        trial.environment().server().get().start();
        trial.await(
                "what died meanwhile was replaced",
                view -> view.ready(id).size() == 2
                        && view.instance(victim.id())
                                .filter(one -> one.restarts() == 0)
                                .isEmpty());
        trial.await("the watch says that it was synced again", view -> trial.resyncs() > 0);
    }

    @RuleTest(
            value = Rule.OBS_4,
            provokes = {Provocation.STOP_SERVER, Provocation.KILL_INSTANCE},
            alone = true)
    void anEndThatNobodyWatchedIsNeverReadAsSuccess(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web"));
        Instance victim = trial.instances(id).get(0);
        trial.environment().server().get().stop();
        trial.environment().killing().get().kill(victim);
        trial.environment().server().get().start();
        Instance after = RestartTests.again(trial, id, victim);
        after.lastTermination()
                .ifPresent(end -> Expect.that(
                        end.exitCode() != 0, "an end by SIGKILL that nobody watched was told as " + end.sentence()));
    }

    /** Who takes it for a success leaves it at that, where only failures are followed by another start. */
    @RuleTest(value = Rule.OBS_4, needs = "restart.on-failure", provokes = Provocation.LOSE_END, alone = true)
    void anEndThatNobodyCanKnowIsUnknownAndNoSuccess(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").restart(RestartPolicy.builder().condition(RestartPolicy.Condition.ON_FAILURE)));
        Instance victim = trial.instances(id).get(0);
        trial.environment().endLoss().get().end(victim);
        Instance after = RestartTests.again(trial, id, victim);
        Termination end = RestartTests.end(trial, victim, after);
        Expect.equal(Termination.Kind.UNKNOWN, end.kind(), "how something ended that nobody can know of");
        trial.stable(id);
    }

    static List<WatchEvent> until(Trial trial, Feed<WatchEvent> feed, Predicate<WatchEvent> last)
            throws InterruptedException {
        List<WatchEvent> events = new ArrayList<>();
        long end = System.nanoTime() + trial.deadlines().condition().toNanos();
        while (events.isEmpty() || !last.test(events.get(events.size() - 1))) {
            long left = end - System.nanoTime();
            if (left <= 0 || feed.ended()) {
                throw new ContractViolation("OBS-2: of the watch came only " + events);
            }
            feed.poll(Duration.ofNanos(left)).ifPresent(events::add);
        }
        return events;
    }

    private static boolean of(WatchEvent event, WorkloadId id) {
        return event instanceof WatchEvent.Changed changed
                && changed.workload().id().equals(id);
    }

    private static Optional<Instance> instance(WatchEvent event) {
        if (event instanceof WatchEvent.InstanceChanged changed) {
            return Optional.of(changed.instance());
        }
        return event instanceof WatchEvent.InstanceEnded ended ? Optional.of(ended.instance()) : Optional.empty();
    }
}
