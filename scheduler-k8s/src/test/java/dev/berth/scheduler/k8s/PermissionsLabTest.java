package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who may do nothing in the lab's cluster is told what he would have to be allowed. */
@Timeout(60)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class PermissionsLabTest {
    private static final ObjectKind KIND = ObjectKind.DEPLOYMENT;
    private static final String HERE = "default";
    private static final String EMPTY =
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"x\"}}";

    private record Asking(String permission, Function<KubernetesClient, Object> question) {
        /** As the roles that are shipped say it. */
        String shipped() {
            String where = permission.contains("leases") ? " in default" : "";
            return permission
                    .replaceFirst(" on ", " ")
                    .replaceFirst(" of the whole cluster| in namespace default", where);
        }

        @Override
        public String toString() {
            return permission;
        }
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    private static Asking ofDeployments(String verb, Function<KubernetesClient, Object> question) {
        return new Asking(verb + " on deployments.apps in namespace default", question);
    }

    private static Asking ofNodes(String verb, Function<KubernetesClient, Object> question) {
        return new Asking(verb + " on nodes of the whole cluster", question);
    }

    private static Asking ofLeases(String verb, Function<KubernetesClient, Object> question) {
        return new Asking(verb + " on leases.coordination.k8s.io in namespace default", question);
    }

    static Stream<Asking> questions() {
        return Stream.concat(reads(), writes());
    }

    private static Stream<Asking> reads() {
        LogOptions log = new LogOptions("", Optional.empty(), OptionalInt.empty(), false, false);
        return Stream.of(
                ofDeployments("list", client -> client.list(KIND, HERE, "", Codec.MANIFESTS, new Listing<>(), call())),
                ofDeployments("list", client -> client.listMetadata(KIND, HERE, "", new Listing<>(), call())),
                ofDeployments("watch", client -> client.watch(KIND, HERE, "", "1", Codec.MANIFESTS, call())),
                ofDeployments("watch", client -> client.watchMetadata(KIND, HERE, "", "1", call())),
                ofDeployments("get", client -> client.get(KIND, HERE, "x", Codec.MANIFESTS, call())),
                ofDeployments("get", client -> client.metadata(KIND, HERE, "x", call())),
                ofNodes("list", client -> client.list(ObjectKind.NODE, "", "", Codec.NODES, new Listing<>(), call())),
                ofNodes("watch", client -> client.watch(ObjectKind.NODE, "", "", "1", Codec.NODES, call())),
                ofLeases("get", client -> client.lease(HERE, "x", call())),
                new Asking("get on pods/log in namespace default", client -> client.logs(HERE, "x", log, call())));
    }

    private static Stream<Asking> writes() {
        ObjectMeta node = new ObjectMeta(
                "n2",
                "",
                "u",
                "1",
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of(),
                Map.of(),
                List.of());
        return Stream.of(
                ofDeployments("create", client -> client.create(KIND, HERE, EMPTY, call())),
                ofDeployments("patch", client -> client.createOwned(KIND, HERE, "x", EMPTY, call())),
                ofDeployments("patch", client -> client.apply(KIND, HERE, "x", EMPTY, call())),
                ofDeployments("delete", client -> client.delete(KIND, HERE, "x", "u", call())),
                ofLeases("update", client -> client.updateLease(HERE, "x", "{}", call())),
                ofNodes("patch", client -> client.cordon(node, true, false, call())),
                new Asking(
                        "create on pods/eviction in namespace default", client -> client.evict(HERE, "x", "u", call())),
                new Asking("create on namespaces of the whole cluster", client -> client.createNamespace("x", call())));
    }

    /** By the same words, this says that what is needed is taken for what a server asks for. */
    @ParameterizedTest
    @MethodSource("questions")
    void namesWhatNobodyMayDo(Asking asking) {
        NeededPermissions needed = new NeededPermissions();
        try (ApiClient nobody = new ApiClient(Lab.kubeconfig("KUBECONFIG_NOBODY"))) {
            SchedulerException failure = catchThrowableOfType(
                    SchedulerException.class, () -> asking.question().apply(needed.of(nobody)));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure).hasMessageEndingWith("permission is missing: " + asking.permission());
        }
        assertThat(needed.all()).contains(asking.shipped());
    }
}
