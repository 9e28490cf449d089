package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.NativeWrite.Action;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Writes of plans, each as it is and never over somebody else's. */
class KubernetesSenderTest {
    private static final NativeObject ONE = render(spec().build(), 1).get(0);
    private static final NativeObject TWO = render(spec().build(), 2).get(0);
    private static final String WEB = ID.name();

    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesSender sender = new KubernetesSender(test.client, OWNER);

    private void send(Action action, NativeObject object, Optional<String> mark, Call call) {
        sender.send(ID, new NativeWrite(action, object, mark, false), call);
    }

    private void send(Action action, NativeObject object, Optional<String> mark) {
        send(action, object, mark, call());
    }

    /** The mark of what is there. */
    private Optional<String> created() {
        send(Action.CREATE, ONE, Optional.empty());
        test.requests.made();
        return mark();
    }

    private Optional<String> mark() {
        return PlannedState.of(List.of(test.server
                .get(ObjectKind.DEPLOYMENT, SPACE, WEB, Codec.MANIFESTS, call())
                .map(found -> ServerObject.of(ObjectKind.DEPLOYMENT, found))
                .orElseThrow()));
    }

    private Optional<ObjectNode> web() {
        return test.objects.find(ObjectKind.DEPLOYMENT, SPACE, WEB);
    }

    private String generation() {
        return web().orElseThrow()
                .at("/metadata/annotations/berth.dev~1generation")
                .asText();
    }

    private void change(java.util.function.Consumer<ObjectNode> change) {
        test.objects.change(ObjectKind.DEPLOYMENT, SPACE, WEB, change);
    }

    private void reportStatus() {
        change(object -> {
            object.withObjectProperty("status").put("readyReplicas", 1);
            object.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put("deployment.kubernetes.io/revision", "1");
        });
    }

    @Test
    void createsWithOneRequestWhatThePlanShows() {
        send(Action.CREATE, ONE, Optional.empty());
        assertThat(test.requests.made()).containsExactly("createOwned DEPLOYMENT");
        assertThat(web().orElseThrow().path("spec"))
                .isEqualTo(ManifestText.read(ONE.document()).path("spec"));
    }

    @Test
    void makesTheNamespaceThatIsNotThere() {
        test.server.namespaces.remove(SPACE);
        send(Action.CREATE, ONE, Optional.empty());
        assertThat(web()).isPresent();
        assertThat(test.requests.made())
                .containsExactly("createOwned DEPLOYMENT", "createNamespace", "createOwned DEPLOYMENT");
    }

    @Test
    void neverTakesOverSilentlyWhatHasTheName() {
        ObjectNode theirs = ManifestText.read(ONE.document());
        theirs.withObjectProperty("metadata").remove("labels");
        var there = test.objects.put(ObjectKind.DEPLOYMENT, theirs);
        assertThatThrownBy(() -> send(Action.CREATE, ONE, Optional.empty()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Deployment shop/web exists");
        assertThat(web()).contains(there);
    }

    @Test
    void neverTakesOverAServiceOfSomebodyElse() {
        NativeObject service = render(spec().discoveryName("found").build(), 1).get(0);
        ObjectNode theirs = ManifestText.read(service.document());
        theirs.withObjectProperty("metadata").remove("labels");
        var there = test.objects.put(ObjectKind.SERVICE, theirs);
        assertThatThrownBy(() -> send(Action.CREATE, service, Optional.empty()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Service shop/found exists");
        assertThat(test.objects.find(ObjectKind.SERVICE, SPACE, "found")).contains(there);
    }

    @Test
    void waitsUntilTheOneBeforeIsGoneAndDoesNotPoll() throws InterruptedException {
        Optional<String> mark = created();
        test.objects.lingering = true;
        send(Action.DELETE, ONE, mark);
        test.requests.before("watchMetadata DEPLOYMENT", test.objects::collect);
        send(Action.CREATE, TWO, Optional.empty());
        assertThat(generation()).isEqualTo("2");
        assertThat(test.requests.made())
                .containsExactly(
                        "delete DEPLOYMENT",
                        "createOwned DEPLOYMENT",
                        "metadata DEPLOYMENT",
                        "listMetadata DEPLOYMENT",
                        "watchMetadata DEPLOYMENT",
                        "createOwned DEPLOYMENT");
    }

    @Test
    void waitsForOneThatDoesNotGoNoLongerThanItsCall() {
        Optional<String> mark = created();
        test.objects.lingering = true;
        send(Action.DELETE, ONE, mark);
        assertThatThrownBy(() -> send(Action.CREATE, TWO, Optional.empty(), Call.within(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        SchedulerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void updatesWithOneRequestWhatNothingHappenedTo() {
        Optional<String> mark = created();
        send(Action.UPDATE, TWO, mark);
        assertThat(generation()).isEqualTo("2");
        assertThat(test.requests.made()).containsExactly("apply DEPLOYMENT");
    }

    @Test
    void looksAgainWhenOnlyItsControllerWroteAndUpdatesIt() {
        Optional<String> mark = created();
        reportStatus();
        send(Action.UPDATE, TWO, mark);
        assertThat(generation()).isEqualTo("2");
        assertThat(web().orElseThrow().at("/status/readyReplicas").asInt()).isEqualTo(1);
        assertThat(test.requests.made()).containsExactly("apply DEPLOYMENT", "get DEPLOYMENT", "apply DEPLOYMENT");
    }

    @Test
    void looksAsOftenAsTheControllerWrites() {
        Optional<String> mark = created();
        reportStatus();
        test.requests.before(
                "get DEPLOYMENT",
                () -> change(object -> object.withObjectProperty("status").put("readyReplicas", 2)));
        send(Action.UPDATE, TWO, mark);
        assertThat(generation()).isEqualTo("2");
    }

    @Test
    void refusesToUpdateWhatSomebodyChangedSinceItWasPlanned() {
        Optional<String> mark = created();
        change(object -> object.withObjectProperty("spec").put("replicas", 9));
        assertThatThrownBy(() -> send(Action.UPDATE, TWO, mark))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Deployment shop/web was changed since this was planned");
        assertThat(generation()).isEqualTo("1");
    }

    @Test
    void refusesToUpdateAnEqualOneThatWasMadeAnew() {
        Optional<String> mark = created();
        test.objects.remove(ObjectKind.DEPLOYMENT, SPACE, WEB);
        send(Action.CREATE, ONE, Optional.empty());
        assertThatThrownBy(() -> send(Action.UPDATE, TWO, mark)).isInstanceOf(ConflictException.class);
        assertThat(generation()).isEqualTo("1");
    }

    @Test
    void refusesToUpdateWhatIsGoneOrGoing() {
        Optional<String> mark = created();
        test.objects.lingering = true;
        test.objects.delete(ObjectKind.DEPLOYMENT, SPACE, WEB);
        assertThatThrownBy(() -> send(Action.UPDATE, TWO, mark)).isInstanceOf(ConflictException.class);
        test.objects.collect();
        assertThatThrownBy(() -> send(Action.UPDATE, TWO, mark))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Deployment shop/web is gone");
        assertThat(web()).isEmpty();
    }

    @Test
    void deletesWithOneRequestWhatThePlanKnows() {
        Optional<String> mark = created();
        reportStatus();
        send(Action.DELETE, ONE, mark);
        assertThat(web()).isEmpty();
        assertThat(test.requests.made()).containsExactly("delete DEPLOYMENT");
    }

    @Test
    void takesThePlaceOfWhatOthersMadeWhileItsPodsStop() {
        Optional<String> mark = created();
        test.objects.lingering = true;
        send(Action.DELETE, new NativeObject(ONE.kind(), ONE.name(), ""), mark);
        send(Action.CREATE, TWO, Optional.empty());
        assertThat(generation()).isEqualTo("2");
        assertThat(test.requests.made()).containsExactly("deleteFirst DEPLOYMENT", "createOwned DEPLOYMENT");
    }

    @Test
    void deletesNothingThatWasMadeAnew() {
        Optional<String> mark = created();
        test.objects.remove(ObjectKind.DEPLOYMENT, SPACE, WEB);
        send(Action.CREATE, TWO, Optional.empty());
        assertThatThrownBy(() -> send(Action.DELETE, ONE, mark)).isInstanceOf(ConflictException.class);
        assertThat(generation()).isEqualTo("2");
    }

    @Test
    void deletingWhatIsGoneIsNoFailure() {
        Optional<String> mark = created();
        send(Action.DELETE, ONE, mark);
        send(Action.DELETE, ONE, mark);
        assertThat(web()).isEmpty();
    }

    @Test
    void filesAreMadeOnceAndDeletedOnlyWhenTheyAreOurs() {
        NativeObject file = render(
                        spec(task().file(new TaskFile.Config("/etc/settings", "a", 0444)))
                                .build(),
                        1)
                .get(0);
        send(Action.CREATE, file, Optional.empty());
        send(Action.CREATE, file, Optional.empty());
        test.requests.made();
        send(Action.DELETE, file, Optional.empty());
        assertThat(test.requests.made()).containsExactly("metadata CONFIG_MAP", "delete CONFIG_MAP");
        assertThat(test.objects.list(ObjectKind.CONFIG_MAP, SPACE)).isEmpty();
        ObjectNode theirs = ManifestText.read(file.document());
        theirs.withObjectProperty("metadata").remove("labels");
        var there = test.objects.put(ObjectKind.CONFIG_MAP, theirs);
        send(Action.DELETE, file, Optional.empty());
        assertThat(test.objects.list(ObjectKind.CONFIG_MAP, SPACE)).containsExactly(there);
    }

    private boolean isCordoned() {
        return test.objects
                .find(ObjectKind.NODE, "", "n1")
                .orElseThrow()
                .at("/spec/unschedulable")
                .asBoolean();
    }

    @Test
    void cordonsANodeAlsoWhileItsKubeletWrites() {
        ObjectNode node = Json.object();
        node.putObject("metadata").put("name", "n1");
        var unused = test.objects.put(ObjectKind.NODE, node);
        test.requests.before(
                "cordon",
                () -> test.objects.change(
                        ObjectKind.NODE,
                        "",
                        "n1",
                        found -> found.withObjectProperty("status").put("seen", 1)));
        sender.schedulable(new NodeId("n1"), false, call());
        assertThat(isCordoned()).isTrue();
        test.requests.made();
        sender.schedulable(new NodeId("n1"), false, call());
        assertThat(test.requests.made()).containsExactly("get NODE");
        sender.schedulable(new NodeId("n1"), true, call());
        assertThat(isCordoned()).isFalse();
        assertThatThrownBy(() -> sender.schedulable(new NodeId("n2"), true, call()))
                .isInstanceOf(NotFoundException.class);
    }
}
