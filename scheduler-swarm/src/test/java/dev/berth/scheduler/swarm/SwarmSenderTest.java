package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.render;
import static dev.berth.scheduler.swarm.Rendering.serviceObject;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.Rendering.task;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes of plans, each as it is and never over somebody else's. */
class SwarmSenderTest {
    private static final List<NativeObject> ONE = render(spec().build(), 1);
    private static final List<NativeObject> TWO = render(spec().build(), 2);
    private static final String WEB = TestSwarm.web();

    private final TestSwarm test = new TestSwarm();
    private final SwarmSender sender = new SwarmSender(test.client);
    private final SwarmFeasibility feasibility = new SwarmFeasibility(test.client);

    @AfterEach
    void close() {
        test.close();
    }

    private void send(NativeWrite.Action action, NativeObject object, Optional<String> mark) {
        sender.send(ID, new NativeWrite(action, object, mark, false), call());
    }

    private void create(List<NativeObject> objects) {
        objects.forEach(object -> send(NativeWrite.Action.CREATE, object, Optional.empty()));
    }

    private void update(List<NativeObject> objects, Optional<String> mark) {
        send(NativeWrite.Action.UPDATE, serviceObject(objects), mark);
    }

    private Optional<String> mark() {
        return Optional.of(SwarmMarks.mark(test.manager.service(WEB)));
    }

    private long revision() {
        return SwarmLabels.revision(test.manager.service(WEB).labels());
    }

    @Test
    void createsConfigsAndNamesTheirIdsInTheService() {
        create(render(
                spec(task().file(new TaskFile.Config("/etc/a", "content", 0444)))
                        .build(),
                1));
        ConfigObject config = test.manager.configs.all().get(0);
        assertThat(config.data()).isEqualTo("content");
        assertThat(test.manager.service(WEB).spec().findValuesAsText("ConfigID"))
                .containsExactly(config.id());
    }

    @Test
    void aConfigThatIsThereIsAsGood() {
        List<NativeObject> rendering = render(
                spec(task().file(new TaskFile.Config("/etc/a", "content", 0444)))
                        .build(),
                1);
        create(rendering.subList(0, 1));
        create(rendering);
        assertThat(test.manager.configs.all()).hasSize(1);
    }

    @Test
    void aServiceThatIsThereIsAConflict() {
        create(ONE);
        assertThatThrownBy(() -> create(TWO))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(WEB);
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void aConfigThatWentMeanwhileIsAConflict() {
        List<NativeObject> rendering = render(
                spec(task().file(new TaskFile.Config("/etc/a", "content", 0444)))
                        .build(),
                1);
        assertThatThrownBy(() -> create(rendering.subList(1, 2)))
                .isInstanceOf(ConflictException.class)
                .hasMessageNotContaining("content");
        assertThat(test.manager.services.all()).isEmpty();
    }

    @Test
    void aServiceThatNothingHappenedToIsUpdatedWithoutAnotherLook() {
        create(ONE);
        Optional<String> mark = mark();
        test.client.requests();
        update(TWO, mark);
        assertThat(test.client.requests()).containsExactly("updateService");
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    void anIndexThatTheManagerItselfMovedIsReadAgain() {
        create(ONE);
        Optional<String> mark = mark();
        test.client.next("updateService", Fault.after(() -> test.manager.rollout(WEB, "completed")));
        update(TWO, mark);
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotWrittenOver() {
        create(ONE);
        Optional<String> mark = mark();
        test.client.next(
                "updateService",
                Fault.after(() -> test.manager.edit(
                        WEB, spec -> spec.withObjectProperty("Labels").put("team", "ships"))));
        assertThatThrownBy(() -> update(TWO, mark))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("was changed");
        assertThat(revision()).isEqualTo(1);
        assertThat(test.manager.service(WEB).labels()).containsEntry("team", "ships");
    }

    @Test
    void aServiceThatIsGoneIsAConflictAndNotMadeAnew() {
        create(ONE);
        Optional<String> mark = mark();
        test.manager.remove(test.manager.service(WEB));
        assertThatThrownBy(() -> update(TWO, mark)).isInstanceOf(ConflictException.class);
        assertThat(test.manager.services.all()).isEmpty();
    }

    @Test
    void anIndexThatMovesOnAndOnEndsByTheDeadline() {
        create(ONE);
        keepMoving();
        NativeWrite write = new NativeWrite(NativeWrite.Action.UPDATE, serviceObject(TWO), Optional.empty(), true);
        assertThatThrownBy(() -> sender.send(ID, write, Call.within(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(SchedulerException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
                    assertThat(e.effect()).isEqualTo(Effect.NONE);
                });
        assertThat(revision()).isEqualTo(1);
    }

    private void keepMoving() {
        test.client.next("updateService", Fault.after(() -> {
            test.manager.rollout(WEB, "updating");
            keepMoving();
        }));
    }

    @Test
    void anUpdateWhoseAnswerIsLostIsNotSentAgain() {
        create(ONE);
        test.client.requests();
        test.client.next("updateService", Fault.answerLost());
        assertThatThrownBy(() -> update(TWO, mark()))
                .isInstanceOfSatisfying(
                        SchedulerException.class, e -> assertThat(e.effect()).isEqualTo(Effect.UNKNOWN));
        assertThat(test.client.requests()).containsOnlyOnce("updateService");
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    void removesWhatWasPlannedOnAndNothingElse() {
        create(ONE);
        Optional<String> mark = mark();
        test.manager.edit(WEB, spec -> spec.withObjectProperty("Labels").put("team", "ships"));
        assertThatThrownBy(() -> send(NativeWrite.Action.DELETE, serviceObject(ONE), mark))
                .isInstanceOf(ConflictException.class);
        send(NativeWrite.Action.DELETE, serviceObject(ONE), mark());
        send(NativeWrite.Action.DELETE, serviceObject(ONE), mark);
        assertThat(test.manager.services.all()).isEmpty();
    }

    @Test
    void takesOverWhatSomebodyElseMade() {
        test.manager.somebodyCreates(WEB, Map.of("team", "ships"));
        test.manager.edit(
                WEB, spec -> spec.putObject("Mode").putObject("Replicated").put("Replicas", 1));
        send(NativeWrite.Action.CREATE, serviceObject(ONE), mark());
        assertThat(test.manager.service(WEB).labels()).containsEntry(SwarmLabels.OWNER, Rendering.OWNER);
    }

    @Test
    void aNameTakenInOtherLettersIsAConflictThatSaysSo() {
        test.manager.somebodyCreates("Shop_Web", Map.of());
        assertThatThrownBy(() -> create(ONE))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("letter case");
    }

    @Test
    void aSecretThatIsNotThereIsNamedBeforeAnythingIsWritten() {
        List<NativeObject> rendering = render(
                spec(task().file(new TaskFile.Secret("/etc/key", new SecretReference("key", ""), 0400)))
                        .build(),
                1);
        assertThat(feasibility.unmet(rendering, call())).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INFEASIBLE);
            assertThat(problem.message()).contains("'key'");
        });
        test.manager.secrets.put("key", test.manager.newId());
        assertThat(feasibility.unmet(rendering, call())).isEmpty();
        create(rendering);
        assertThat(test.manager.service(WEB).spec().findValuesAsText("SecretID"))
                .containsExactlyElementsOf(test.manager.secrets.values());
    }

    @Test
    void aNetworkThatIsNotThereIsNamedBeforeAnythingIsWritten() {
        List<NativeObject> rendering =
                render(spec().network(Network.named("front")).build(), 1);
        assertThat(feasibility.unmet(rendering, call())).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INFEASIBLE);
            assertThat(problem.path()).isEqualTo("network");
            assertThat(problem.message()).contains("'front'");
        });
        test.manager.networks.add("front");
        assertThat(feasibility.unmet(rendering, call())).isEmpty();
        create(rendering);
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void asksNobodyWhatIsUnmetWithoutSecretsAndConstraints() {
        assertThat(feasibility.unmet(ONE, call())).isEmpty();
        assertThat(test.client.requests()).isEmpty();
    }

    @Test
    void aDamagedRenderingIsToldWithoutItsValues() {
        NativeObject damaged = new NativeObject(SwarmTranslator.SERVICE, WEB, "{\"Name\": \"password");
        assertThatThrownBy(() -> send(NativeWrite.Action.CREATE, damaged, Optional.empty()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("damaged")
                .hasStackTraceContaining("line 1")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("password"));
        assertThat(test.client.requests()).isEmpty();
    }

    @Test
    void cordonsANodeThoughItsIndexMoved() {
        NodeObject node = test.manager.nodes.all().get(0);
        test.client.next("updateNode", Fault.after(() -> test.manager.labelNode(node.hostname(), "rack", "r9")));
        sender.schedulable(new NodeId(node.id()), false, call());
        assertThat(node(node.id()).availability()).isEqualTo("pause");
        assertThat(node(node.id()).labels()).containsEntry("rack", "r9").containsEntry("disk", "hdd");
        sender.schedulable(new NodeId(node.id()), true, call());
        assertThat(node(node.id()).availability()).isEqualTo("active");
    }

    @Test
    void aNodeThatSomebodyDrainsStaysSo() {
        NodeObject node = test.manager.nodes.all().get(0);
        var drained = node.spec().deepCopy().put("Availability", "drain");
        test.manager.write(node, drained);
        sender.schedulable(new NodeId(node.id()), false, call());
        assertThat(node(node.id()).availability()).isEqualTo("drain");
    }

    @Test
    void aNodeThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> sender.schedulable(new NodeId("nowhere"), false, call()))
                .isInstanceOf(NotFoundException.class);
    }

    private NodeObject node(String id) {
        return test.manager.nodes.byId(id).orElseThrow();
    }

    @Test
    void managersWithoutALeaderAreUnavailableAndWriteNothing() {
        test.client.next("createService", Fault.noLeader());
        assertThatThrownBy(() -> create(ONE))
                .isInstanceOfSatisfying(
                        SchedulerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(test.manager.services.all()).isEmpty();
    }
}
