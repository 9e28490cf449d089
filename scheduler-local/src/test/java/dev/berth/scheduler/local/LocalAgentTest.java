package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.agent.AgentStatus;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent of the embedded backend, in a process of its own: start, status, stop, and a second start. */
class LocalAgentTest {
    @TempDir
    private Path temporary;

    private AgentLab lab;
    private Scheduler scheduler;

    @BeforeEach
    void name() {
        lab = AgentLab.in(temporary.resolve("state"));
        scheduler = lab.scheduler();
    }

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void theFirstCallStartsItAndItsStatusSaysWhatItKeeps() throws InterruptedException {
        assertThat(lab.control().status(AgentLab.call())).isEmpty();

        apply(2);

        AgentStatus status = lab.control().status(AgentLab.call()).orElseThrow();
        assertThat(status.workloads()).isEqualTo(1);
        assertThat(status.instances()).isEqualTo(2);
        assertThat(ProcessHandle.of(status.pid()))
                .hasValueSatisfying(agent -> assertThat(agent.isAlive()).isTrue());
    }

    @Test
    void whatRunsGoesOnWhenItIsStoppedAndTheNextLooksAfterIt() throws InterruptedException {
        List<Instance> before = apply(2);
        long first = lab.control().status(AgentLab.call()).orElseThrow().pid();

        assertThat(lab.control().stop(AgentLab.call())).isTrue();
        assertThat(lab.control().status(AgentLab.call())).isEmpty();
        assertThat(lab.control().stop(AgentLab.call())).isFalse();

        assertThat(scheduler.workloads().instances(Selector.of(LocalLab.ID))).isEqualTo(before);
        assertThat(lab.control().status(AgentLab.call()).orElseThrow().pid()).isNotEqualTo(first);
    }

    @Test
    void aSecondOneIsRefusedByTheNameOfTheFirst() throws InterruptedException {
        apply(1);
        long first = lab.control().status(AgentLab.call()).orElseThrow().pid();

        assertThatThrownBy(
                        () -> LocalAgent.process(lab.config, AgentLab.CONTEXT).run(() -> {
                            throw new AssertionError("it must not get ready");
                        }))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("pid " + first)
                .hasMessageContaining("berth agent stop");
    }

    @Test
    void aCallerWithOtherSettingsMayReadAndEditsOnlyOnceTheAgentWasStopped() throws InterruptedException {
        apply(1);
        LocalConfig other = lab.config.withNodes(List.of(new NodeSettings(
                "a", ThisMachine.attributes(), ResourceAmounts.builder().build())));
        try (Backend backend = AgentLab.open(other)) {
            Scheduler caller = AgentLab.scheduler(backend);

            assertThat(caller.workloads().find(LocalLab.ID)).isPresent();
            assertThatThrownBy(() -> caller.workloads().scale(LocalLab.ID, 2).orThrow())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nodes.a (={}, the agent has unset)")
                    .hasMessageContaining("'berth agent stop'");

            lab.control().stop(AgentLab.call());
            caller.workloads().scale(LocalLab.ID, 2).orThrow();
            assertThat(caller.nodes().list())
                    .extracting(node -> node.id().value())
                    .contains("a");
            lab.control().stop(AgentLab.call());
        }
    }

    @Test
    void aRolloutThatFailsGoesBack() throws InterruptedException {
        List<Instance> before = apply(2);
        RolloutPolicy goesBack = RolloutPolicy.builder()
                .progressDeadline(Duration.ofSeconds(1))
                .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                .build();
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.of(LocalLab.ID))) {
            scheduler
                    .workloads()
                    .apply(LocalLab.spec(2, "/no/such/program")
                            .rollout(goesBack)
                            .build())
                    .orThrow();
            awaitRolledBack(feed);
        }
        assertThat(scheduler.workloads().instances(Selector.of(LocalLab.ID)))
                .filteredOn(Instance::ready)
                .extracting(Instance::id)
                .containsExactlyElementsOf(before.stream().map(Instance::id).toList());
    }

    private static void awaitRolledBack(Feed<WatchEvent> feed) throws InterruptedException {
        long end = System.nanoTime() + AgentLab.LIMIT.toNanos();
        boolean seen = false;
        while (!seen) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            assertThat(left).as("time left").isPositive();
            seen = feed.poll(left).filter(LocalAgentTest::isRolledBack).isPresent();
        }
    }

    private static boolean isRolledBack(WatchEvent event) {
        return event instanceof WatchEvent.Changed changed
                && changed.workload().status().phase() == Phase.STABLE
                && changed.workload().status().conditions().stream()
                        .anyMatch(condition -> condition.reason().equals(Condition.ROLLED_BACK));
    }

    @Test
    void whatTheMachineSaysOfItselfIsNoSetting() {
        assertThat(new StatedSettings(LocalConfig.in(temporary), AgentLab.CONTEXT).words())
                .isEqualTo(Map.of("owner", "test"));
        assertThat(new StatedSettings(
                                lab.config.withNodes(
                                        List.of(new NodeSettings("a", Map.of("zone", "z"), ThisMachine.capacity()))),
                                AgentLab.CONTEXT)
                        .words())
                .containsEntry("portRange", "22500-22900")
                .hasEntrySatisfying("nodes.a", words -> assertThat(words).startsWith("{zone = z, cpu = "));
    }

    private List<Instance> apply(int replicas) throws InterruptedException {
        Await.settled(
                scheduler, scheduler.workloads().apply(LocalLab.sleep(replicas).build()), AgentLab.LIMIT);
        return scheduler.workloads().instances(Selector.of(LocalLab.ID));
    }
}
