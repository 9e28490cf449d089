package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.status.TestTasks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an observer tells of one look after another. */
class ToldFactsTest {
    private static final String WEB = TestSwarm.web();
    private static final TestTasks ONE = TestTasks.in("running").named("one");

    private final TestSwarm test = new TestSwarm();
    private final SwarmView view =
            new SwarmView(test.client, test.reader, new SwarmLeases(test.client, OWNER, test.clock), Selector.all());
    private final ToldFacts facts = new ToldFacts(new SwarmStatusMapper(OWNER, test.clock));
    private TestSink sink = new TestSink();

    @BeforeEach
    void apply() {
        test.apply(spec().mode(Mode.replicated(1)).build());
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** Tells the next look, everything listed anew. */
    private List<String> look() {
        sink = new TestSink();
        view.noteAll();
        view.refresh(call());
        facts.changes(view).forEach(fact -> fact.accept(sink));
        return sink.told;
    }

    private void task(TestTasks task) {
        test.manager.task(WEB, task);
    }

    @Test
    void theFirstLookTellsEverythingAndTheNextNothing() {
        task(ONE);
        assertThat(look())
                .containsExactlyInAnyOrder(
                        "node n1", "node n2", "node n3", "instance one RUNNING", "workload shop/web");
        assertThat(look()).isEmpty();
    }

    @Test
    void aCopyThatBearsOurLabelsUnderAnotherNameIsNotOurs() {
        task(ONE);
        look();
        test.manager.somebodyCreates("copy", test.manager.service(WEB).labels());
        for (ConfigObject config : test.manager.configs.all()) {
            String id = test.manager.newId();
            test.manager.write(
                    new ConfigObject(id, "copy-" + config.name(), test.manager.next(), config.labels(), "else"),
                    "create");
        }
        assertThat(look()).isEmpty();
    }

    @Test
    void whatChangedIsToldOnce() {
        task(ONE.then("starting").withoutContainer());
        assertThat(look()).contains("instance one STARTING");
        task(ONE);
        assertThat(look()).containsExactly("instance one RUNNING", "workload shop/web");
        assertThat(sink.instances).singleElement().matches(Instance::ready);
        assertThat(look()).isEmpty();
    }

    @Test
    void aTaskThatFailedIsThereUntilAnotherHasItsSlotAndHasEndedThen() {
        task(ONE);
        look();
        task(ONE.then("failed").desired("shutdown").code(7).error("task: non-zero exit (7)"));
        assertThat(look()).containsExactly("instance one FAILED", "workload shop/web");
        task(ONE.named("two").second(1));
        assertThat(look()).containsExactly("ended one FAILED", "instance two RUNNING", "workload shop/web");
        assertThat(sink.ended.get(0).lastTermination())
                .map(Termination::exitCode)
                .contains(7);
        assertThat(sink.instances.get(0).restarts()).isEqualTo(1);
        assertThat(look()).isEmpty();
    }

    @Test
    void aTaskThatWasForgottenEndedInAnUnknownWayAndIsNoSuccess() {
        task(ONE);
        look();
        test.manager.forgetTasks();
        assertThat(look()).contains("ended one UNKNOWN");
        assertThat(sink.ended).singleElement().satisfies(end -> {
            assertThat(end.reason()).isEqualTo("UNOBSERVED_END");
            assertThat(end.ready()).isFalse();
            assertThat(end.lastTermination()).isEmpty();
        });
    }

    @Test
    void aTaskThatWasStoppingWhenItWasForgottenIsJustGone() {
        task(ONE.desired("shutdown"));
        look();
        test.manager.forgetTasks();
        assertThat(look()).contains("ended one STOPPING");
    }

    @Test
    void whatEndedBeforeTheFirstLookIsNoNews() {
        task(ONE.then("failed").desired("shutdown"));
        task(ONE.named("two").second(1));
        assertThat(look()).doesNotContain("ended one FAILED");
        assertThat(look()).isEmpty();
    }

    @Test
    void whatCameAndEndedBetweenTwoLooksIsTold() {
        task(ONE);
        look();
        task(ONE.then("failed").desired("shutdown"));
        task(ONE.named("two").second(1).then("failed").desired("shutdown"));
        task(ONE.named("three").second(2));
        assertThat(look()).contains("ended one FAILED", "ended two FAILED", "instance three RUNNING");
    }

    @Test
    void restartsDoNotGetFewerWhenAManagerForgetsWhatWasBefore() {
        task(ONE.then("failed").desired("shutdown"));
        task(ONE.named("two").second(1));
        look();
        assertThat(sink.instances).singleElement().matches(instance -> instance.restarts() == 1);
        test.manager.forgetTasks();
        task(ONE.named("two").second(1));
        assertThat(look()).isEmpty();
    }

    @Test
    void aWorkloadThatIsGoneTakesItsInstancesAlong() {
        task(ONE);
        look();
        test.scheduler.workloads().remove(ID);
        assertThat(look()).containsExactly("workload shop/web");
        assertThat(sink.reports.get(0).conditions())
                .extracting(Condition::reason)
                .contains(Condition.REMOVING);
        test.manager.forgetTasks();
        test.manager.configs.all().forEach(test.manager::remove);
        assertThat(look()).containsExactly("ended one UNKNOWN", "gone shop/web");
        assertThat(look()).isEmpty();
    }

    @Test
    void whatWaitsIsExplainedInNumbers() {
        task(ONE.then("pending").waiting().error("no suitable node (scheduling constraints not satisfied on 3 nodes)"));
        assertThat(look()).contains("instance one PENDING");
        assertThat(sink.reports.get(0).explanation().orElseThrow().sentence())
                .isEqualTo("3 nodes: 3 scheduling constraints not satisfied");
        assertThat(sink.reports.get(0).conditions())
                .extracting(Condition::reason)
                .containsExactly(Condition.UNPLACEABLE);
    }

    @Test
    void whatIsOnALostNodeIsLostAndComesBackWithIt() {
        NodeObject node = test.manager.nodes.all().get(0);
        task(ONE.on(node.id()));
        look();
        test.manager.state(node.id(), "down");
        assertThat(look()).contains("node " + node.hostname(), "instance one LOST");
        assertThat(sink.instances.get(0).ready()).isFalse();
        test.manager.state(node.id(), "ready");
        assertThat(look()).contains("instance one RUNNING");
    }

    @Test
    void nodesAreToldWhenTheyChangeOrAreGone() {
        look();
        test.manager.labelNode("n2", "rack", "r9");
        assertThat(look()).containsExactly("node n2");
        NodeObject node = test.manager.nodes.all().get(0);
        test.manager.nodes.remove(node);
        assertThat(look()).containsExactly("node gone " + node.id());
    }

    @Test
    void aRunOfABatchIsToldUntilItIsOver() {
        test.scheduler.workloads().remove(ID);
        test.apply(spec().mode(Mode.batch()).build());
        assertThat(look()).contains("run 1 PENDING");
        task(ONE);
        assertThat(look()).contains("run 1 RUNNING");
        task(ONE.then("complete").desired("shutdown"));
        assertThat(look()).contains("run 1 COMPLETED", "instance one COMPLETED");
        assertThat(sink.instances).extracting(Instance::state).containsExactly(InstanceState.COMPLETED);
    }

    @Test
    void aLookAsksForTasksAndForWhatEventsNameOnly() throws InterruptedException {
        try (var events = test.swarm.events(call())) {
            view.refresh(call());
            test.client.requests();
            view.refresh(call());
            assertThat(test.client.requests()).containsExactly("tasks");
            test.manager.labelNode("n2", "rack", "r9");
            test.manager.edit(WEB, spec -> spec.withObjectProperty("Labels").put("team", "ships"));
            view.note(events.poll(Duration.ZERO).orElseThrow());
            view.note(events.poll(Duration.ZERO).orElseThrow());
            view.refresh(call());
            assertThat(test.client.requests()).containsExactly("tasks", "nodes", "services");
        }
    }
}
