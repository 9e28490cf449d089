package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.status.TestTasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What supersedes a rollout that is stuck in its first slots: the template of before comes back first, with its files. */
class SwarmRetreatTest {
    private static final String WEB = TestSwarm.web();

    private final TestSwarm test = new TestSwarm();

    @AfterEach
    void close() {
        test.close();
    }

    private static WorkloadSpec withFile(String content) {
        return spec(task().file(new TaskFile.Config("/etc/settings", content, 0444)))
                .build();
    }

    /** The first slot has a task that doesn't get ready, beside all of the template of before. */
    private void stuckInTwo() {
        test.apply(withFile("one"));
        test.manager.run(WEB);
        test.apply(withFile("two"));
        test.manager.rollout(WEB, "updating");
        test.manager.task(WEB, TestTasks.in("starting").named(WEB + ".1.new").slot(1));
    }

    private List<String> files() {
        return test
                .manager
                .configs
                .all(config -> SwarmLabels.FILE.equals(config.labels().get(SwarmLabels.KIND)))
                .stream()
                .map(ConfigObject::data)
                .toList();
    }

    private String content() {
        String id =
                test.manager.service(WEB).spec().findValuesAsText("ConfigID").get(0);
        return test.manager.configs.byId(id).orElseThrow().data();
    }

    /** Once the next template is written all tasks run that. */
    private void runAtOnce() {
        test.client.next(
                "updateService",
                Fault.after(() -> test.client.next("tasks", Fault.after(() -> {
                    test.manager.forgetTasks();
                    test.manager.run(WEB);
                }))));
    }

    @Test
    void whatItGoesBackToIsStillThere() {
        stuckInTwo();
        test.client.requests();
        runAtOnce();
        test.apply(withFile("three"));
        assertThat(content()).isEqualTo("three");
        assertThat(test.client.requests()).filteredOn("updateService"::equals).hasSize(2);
        assertThat(files()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void anotherTemplateIsTakenThoughNothingIsLeftToGoBackTo() {
        stuckInTwo();
        ConfigObject one =
                test.manager.configs.all(config -> config.data().equals("one")).get(0);
        test.manager.remove(one);
        test.apply(withFile("three"));
        assertThat(content()).isEqualTo("three");
    }

    @Test
    void whatABatchRanBeforeDoesNotRunAgain() {
        test.apply(batch("one"));
        test.apply(batch("two"));
        test.manager.rollout(WEB, "updating");
        test.manager.task(WEB, TestTasks.in("pending").named(WEB + ".1.new").slot(1));
        test.client.requests();
        test.apply(batch("three"));
        assertThat(content()).isEqualTo("three");
        assertThat(test.client.requests()).containsOnlyOnce("updateService");
    }

    private static WorkloadSpec batch(String content) {
        return withFile(content).toBuilder().mode(Mode.batch()).build();
    }

    @Test
    void aServiceThatIsRemovedMeanwhileIsMadeAnew() {
        stuckInTwo();
        test.client.next("tasks", Fault.after(() -> test.manager.remove(test.manager.service(WEB))));
        test.apply(withFile("three"));
        assertThat(content()).isEqualTo("three");
        assertThat(test.manager.service(WEB).labels()).containsAllEntriesOf(Map.of(SwarmLabels.REVISION, "3"));
    }
}
