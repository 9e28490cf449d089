package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.AgentBackend;
import dev.berth.scheduler.local.agent.AgentProxy;
import dev.berth.scheduler.local.agent.SeededFaults;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule FLT-3: two callers edit two workloads through connections that are dropped, cut, lost, slow or doubled, as a seed
 * says. Each edit may fail, and one that says it had no effect had none; afterwards applying again makes everything as
 * wanted, and nothing else.
 */
class FaultyConnectionsTest {
    private static final int EDITS = 24;

    /** So many at most, until there was a fault of each kind: the slower the machine, the fewer connections an edit makes. */
    private static final int MOST_EDITS = 10 * EDITS;

    /** Of one edit while there are faults: an answer that is lost is waited for so long. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    @TempDir
    private static Path temporary;

    private static AgentLab lab;

    @TempDir
    private Path door;

    @BeforeAll
    static void start() {
        lab = AgentLab.in(temporary.resolve("state"));
        lab.scheduler().describe();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        lab.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void applyingAgainConvergesAndNothingIsOrphaned(long seed) throws Exception {
        SeededFaults faults = new SeededFaults(seed);
        List<WorkloadId> ids = List.of(WorkloadId.of("faults" + seed, "a"), WorkloadId.of("faults" + seed, "b"));
        try (AgentProxy proxy = AgentProxy.start(door, lab.config.stateDirectory(), faults);
                AgentBackend first = AgentLab.attached(door);
                AgentBackend second = AgentLab.attached(door)) {
            assertThat(proxy).isNotNull();
            List<Scheduler> callers = List.of(AgentLab.scheduler(first), AgentLab.scheduler(second));

            List<String> story = mix(faults, seed, ids, callers);

            faults.calm();
            Scheduler scheduler = callers.get(0);
            Applied applied =
                    scheduler.workloads().apply(spec(seed, ids.get(0), 3, "end"), spec(seed, ids.get(1), 1, "end"));
            Await.settled(scheduler, applied.orThrow(), AgentLab.LIMIT);
            assertThat(faults.counts()).as("seed %s: %s", seed, story).hasSize(SeededFaults.KINDS);
            isJust(seed, scheduler, ids.get(0), 3, story);
            isJust(seed, scheduler, ids.get(1), 1, story);
            removalLeavesNothing(seed, scheduler, ids);
        }
    }

    private static List<String> mix(SeededFaults faults, long seed, List<WorkloadId> ids, List<Scheduler> callers) {
        Random random = new Random(seed);
        List<String> story = new ArrayList<>();
        while (story.size() < EDITS
                || (story.size() < MOST_EDITS && faults.counts().size() < SeededFaults.KINDS)) {
            WorkloadId id = ids.get(random.nextInt(ids.size()));
            Edit edit = switch (random.nextInt(6)) {
                case 0 -> Edit.remove(id);
                case 1, 2 -> Edit.scale(id, random.nextInt(4));
                default -> Edit.apply(spec(seed, id, random.nextInt(4), "v" + random.nextInt(3)));
            };
            Scheduler caller = callers.get(random.nextInt(callers.size())).within(PATIENCE);
            Optional<Version> before = living(id);
            Optional<SchedulerException> failure = failure(caller, edit);
            story.add(edit.kind() + " " + id.name() + ": "
                    + failure.map(e -> e.code() + " with effect " + e.effect()).orElse("done"));
            if (failure.filter(e -> e.effect() == Effect.NONE).isPresent()) {
                assertThat(living(id)).as("seed %s: %s", seed, story).isEqualTo(before);
            }
        }
        return story;
    }

    private static Optional<SchedulerException> failure(Scheduler caller, Edit edit) {
        try {
            return caller.workloads().edit(edit).items().get(0).failure();
        } catch (SchedulerException e) {
            return Optional.of(e);
        }
    }

    /** The last edit accepted, if the workload is to live, as somebody sees it whose connections are whole. */
    private static Optional<Version> living(WorkloadId id) {
        return lab.scheduler()
                .workloads()
                .find(id)
                .filter(workload -> workload.status().phase() != Phase.REMOVING)
                .map(Workload::version);
    }

    /** What is told and what runs on the machine are the same, and are what is wanted. */
    private static void isJust(long seed, Scheduler scheduler, WorkloadId id, int count, List<String> story)
            throws InterruptedException {
        List<Instance> instances = untilCount(scheduler, id, count);
        assertThat(instances).as("seed %s: %s", seed, story).hasSize(count).allMatch(Instance::ready);
        assertThat(scheduler.workloads().apply(spec(seed, id, count, "end")).items())
                .extracting(Applied.Item::action)
                .containsExactly(Change.Action.UNCHANGED);
        Set<String> expected =
                instances.stream().map(instance -> instance.id().toString()).collect(Collectors.toSet());
        assertThat(Processes.awaitInstances("FAULTS=" + seed + id.name(), expected))
                .as("seed %s: %s", seed, story)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What is settled may still be stopping what it replaced. */
    private static List<Instance> untilCount(Scheduler scheduler, WorkloadId id, int count)
            throws InterruptedException {
        long end = System.nanoTime() + AgentLab.LIMIT.toNanos();
        List<Instance> instances = List.of();
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.of(id))) {
            do {
                feed.poll(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                instances = scheduler.workloads().instances(Selector.of(id));
            } while (instances.size() != count && System.nanoTime() < end);
        }
        return instances;
    }

    private static void removalLeavesNothing(long seed, Scheduler scheduler, List<WorkloadId> ids)
            throws InterruptedException {
        Applied removed =
                scheduler.workloads().edit(ids.stream().map(Edit::remove).toArray(Edit[]::new));
        Await.settled(scheduler, removed.orThrow(), AgentLab.LIMIT);
        for (WorkloadId id : ids) {
            assertThat(scheduler.workloads().find(id)).isEmpty();
            assertThat(Processes.awaitInstances("FAULTS=" + seed + id.name(), Set.of()))
                    .isEmpty();
        }
    }

    private static WorkloadSpec spec(long seed, WorkloadId id, int replicas, String version) {
        return WorkloadSpec.builder(id, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("1000")
                                .build())
                        .environment("FAULTS", seed + id.name())
                        .environment("VERSION", version)
                        .build())
                .build();
    }
}
