package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Explanation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pods would not find, and rollouts that have no room. */
class KubernetesFeasibilityTest {
    private static final SecretReference KEY = new SecretReference("login", "password");

    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesFeasibility feasibility = new KubernetesFeasibility(test.client);

    private static final List<NativeObject> USING = render(
            spec(task().environment("PASSWORD", EnvironmentValue.secret(KEY))
                            .file(new TaskFile.Secret("/etc/key", KEY, 0444)))
                    .volume(new Volume.Named("data", "shop-data"))
                    .build(),
            1);

    private static ObjectNode named(String namespace, String name) {
        ObjectNode object = Json.object();
        object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            object.withObjectProperty("metadata").put("namespace", namespace);
        }
        return object;
    }

    private void putSecret(String key) {
        ObjectNode secret = named(SPACE, "login");
        secret.putObject("data").put(key, "c2VjcmV0");
        var unused = test.objects.put(ObjectKind.SECRET, secret);
    }

    private void putNode(String name, boolean cordoned) {
        ObjectNode node = named("", name);
        node.withObjectProperty("metadata").putObject("labels").put("kubernetes.io/hostname", name);
        node.putObject("spec").put("unschedulable", cordoned);
        node.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True");
        var unused = test.objects.put(ObjectKind.NODE, node);
    }

    private List<String> unmet(Call call) {
        return feasibility.unmet(ID, USING, call).stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    @Test
    void namesEverySecretAndClaimThatIsMissingAndWhereTheSpecSaysIt() {
        assertThat(unmet(call()))
                .containsExactly(
                        "tasks[main].environment.PASSWORD: namespace shop has no Secret named 'login'",
                        "volumes[data]: namespace shop has no PersistentVolumeClaim named 'shop-data'",
                        "tasks[main].files: namespace shop has no Secret named 'login'");
        assertThat(feasibility.unmet(ID, USING, call()))
                .extracting(Problem::code)
                .containsOnly(ErrorCode.INFEASIBLE);
    }

    @Test
    void namesAKeyThatIsMissingAndNoValue() {
        putSecret("other");
        assertThat(unmet(call()))
                .contains("tasks[main].files: the Secret 'login' in namespace shop has no key 'password'")
                .noneMatch(problem -> problem.contains("c2VjcmV0"));
    }

    @Test
    void asksOnceForEachWithinACall() {
        putSecret("password");
        var unused = test.objects.put(ObjectKind.PERSISTENT_VOLUME_CLAIM, named(SPACE, "shop-data"));
        Call call = call();
        assertThat(unmet(call)).isEmpty();
        assertThat(unmet(call)).isEmpty();
        assertThat(test.requests.made()).containsExactlyInAnyOrder("get SECRET", "metadata PERSISTENT_VOLUME_CLAIM");
    }

    @Test
    void asksNothingWhereNothingIsUsed() {
        assertThat(feasibility.unmet(ID, render(spec().build(), 1), call())).isEmpty();
        assertThat(test.requests.made()).isEmpty();
    }

    @Test
    void whoMayNotLookAtSecretsIsToldOfNoneThatIsMissing() {
        test.requests.before("get SECRET", () -> {
            throw ContactException.unauthorized("permission is missing: get on secrets");
        });
        assertThat(unmet(call())).noneMatch(problem -> problem.contains("PASSWORD"));
    }

    private Optional<Explanation> infeasible(Amount unavailable, Placement placement) {
        RolloutPolicy rollout = RolloutPolicy.builder()
                .maximumUnavailable(unavailable)
                .maximumSurge(Amount.of(1))
                .build();
        return feasibility.infeasible(
                render(
                        spec().mode(Mode.replicated(2))
                                .rollout(rollout)
                                .placement(placement)
                                .build(),
                        1),
                call());
    }

    private static final Placement APART = Placement.builder().maximumPerNode(1).build();

    @Test
    void aRolloutThatStartsTheNewOneFirstNeedsANodeToSpare() {
        putNode("n1", false);
        putNode("n2", false);
        putNode("n3", true);
        Explanation why = infeasible(Amount.of(0), APART).orElseThrow();
        assertThat(why.nodes()).isEqualTo(3);
        assertThat(why.reasons()).extracting(Explanation.Reason::count).containsExactly(2, 1);
        putNode("n4", false);
        assertThat(infeasible(Amount.of(0), APART)).isEmpty();
    }

    @Test
    void aNodeThatTheSpecDoesNotMeanIsNoneToSpare() {
        putNode("n1", false);
        putNode("n2", false);
        putNode("n4", false);
        Placement some = Placement.builder()
                .maximumPerNode(1)
                .constraint(Constraint.in(NodeAttribute.NODE_ID, "n1", "n2"))
                .build();
        assertThat(infeasible(Amount.of(0), some)).isPresent();
        Placement others = Placement.builder()
                .maximumPerNode(1)
                .constraint(Constraint.notEqualTo(NodeAttribute.label("tape"), "yes"))
                .build();
        assertThat(infeasible(Amount.of(0), others)).isEmpty();
    }

    @Test
    void aShareOfInstancesThatComesToNoneLetsNoneStopFirst() {
        putNode("n1", false);
        putNode("n2", false);
        assertThat(infeasible(Amount.percent(49), APART)).isPresent();
        assertThat(infeasible(Amount.percent(50), APART)).isEmpty();
    }

    @Test
    void portsInTheNetworkOfANodeAreEachInstancesOwn() {
        putNode("n1", false);
        putNode("n2", false);
        assertThat(feasibility.infeasible(render(inside(Network.HOST), 1), call()))
                .isPresent();
        assertThat(feasibility.infeasible(render(inside(Network.DEFAULT), 1), call()))
                .isEmpty();
    }

    /** With a port, and the limits of a rollout as they are by default. */
    private static WorkloadSpec inside(Network network) {
        return spec(task().port(Port.inside("http", 8080)))
                .mode(Mode.replicated(2))
                .network(network)
                .build();
    }

    @Test
    void asksForNoNodesWhereOneMayStopFirstOrANodeTakesAny() {
        assertThat(infeasible(Amount.of(1), APART)).isEmpty();
        assertThat(infeasible(Amount.of(0), Placement.builder().build())).isEmpty();
        assertThat(test.requests.made()).isEmpty();
    }
}
