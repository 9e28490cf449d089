package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spi.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The client against the API server of the lab, whichever version it is. */
@Timeout(60)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class ApiClientLabTest {
    private static final String SPACE = "default";

    private final ApiClient client = new ApiClient(Lab.kubeconfig("KUBECONFIG"));
    private final String name = "client-" + UUID.randomUUID().toString().substring(0, 8);

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    private static final class Told<T> implements KubernetesClient.ListSink<T> {
        private final List<T> all = new ArrayList<>();

        @Override
        public void tell(T object) {
            all.add(object);
        }

        @Override
        public void restart() {
            all.clear();
        }
    }

    @AfterEach
    void removeAll() {
        client.metadata(ObjectKind.CONFIG_MAP, SPACE, name, call())
                .ifPresent(there -> client.delete(ObjectKind.CONFIG_MAP, SPACE, name, there.uid(), call()));
        client.close();
    }

    private String manifest(String more, String data) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"" + more
                + "},\"data\":{\"a\":\"" + data + "\"}}";
    }

    private ConfigMapObject there() {
        return client.get(ObjectKind.CONFIG_MAP, SPACE, name, Codec.CONFIG_MAPS, call())
                .orElseThrow();
    }

    private static String state(ObjectMeta object) {
        return ",\"uid\":\"" + object.uid() + "\",\"resourceVersion\":\"" + object.resourceVersion() + "\"";
    }

    private static SchedulerException failure(KubernetesConfig config) {
        try (ApiClient other = new ApiClient(config)) {
            return catchThrowableOfType(
                    SchedulerException.class,
                    () -> other.metadata(ObjectKind.CONFIG_MAP, SPACE, "x", Call.within(Duration.ofSeconds(20))));
        }
    }

    @Test
    void knowsTheAdministratorByTokenAndByCertificate() {
        assertThat(client.version(call())).isEqualTo("v" + Lab.value("VERSION"));
        try (ApiClient other = new ApiClient(Lab.kubeconfig("KUBECONFIG_CERTIFICATE"))) {
            assertThat(other.mayDo("create", "apps", "deployments", SPACE, call()))
                    .isTrue();
        }
    }

    @Test
    void namesThePermissionThatNobodyLacks() {
        SchedulerException failure = failure(Lab.kubeconfig("KUBECONFIG_NOBODY"));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("permission is missing: get on configmaps in namespace default");
    }

    @Test
    void saysThatATokenHasExpired() {
        SchedulerException failure = failure(Lab.kubeconfig("KUBECONFIG_EXPIRED"));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("expired");
    }

    @Test
    void trustsNoServerOfAnotherAuthority() {
        SchedulerException failure = failure(new KubernetesConfig(new KubernetesConfig.Server(
                URI.create(Lab.value("SERVER")),
                Optional.of(Path.of(Lab.value("CA_STRANGER"))),
                Optional.of(Path.of(Lab.value("TOKEN"))),
                Optional.empty(),
                false)));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("can't be trusted");
    }

    @Test
    void createsOnceAndAppliesToTheStateThatWasSeenOnly() {
        assertThat(client.create(ObjectKind.CONFIG_MAP, SPACE, manifest("", "1"), call()))
                .isTrue();
        assertThat(client.create(ObjectKind.CONFIG_MAP, SPACE, manifest("", "2"), call()))
                .isFalse();
        String seen = state(there().metadata());
        assertThat(client.apply(ObjectKind.CONFIG_MAP, SPACE, name, manifest(seen, "3"), call()))
                .isTrue();
        assertThat(there().data()).containsEntry("a", "3");
        assertThat(client.apply(ObjectKind.CONFIG_MAP, SPACE, name, manifest(seen, "4"), call()))
                .isFalse();
        assertThat(there().data()).containsEntry("a", "3");
    }

    /** In the foreground, it is gone a moment later. */
    private void awaitGone() {
        while (client.metadata(ObjectKind.CONFIG_MAP, SPACE, name, call()).isPresent()) {
            // Each look is a request, and takes a while.
        }
    }

    @Test
    void createsOnceWhatIsOursAndTakesAFieldAwayThatAnApplyLacks() {
        assertThat(client.createOwned(ObjectKind.CONFIG_MAP, SPACE, name, manifest("", "1"), call()))
                .isTrue();
        assertThat(client.createOwned(ObjectKind.CONFIG_MAP, SPACE, name, manifest("", "2"), call()))
                .isFalse();
        assertThat(there().data()).containsEntry("a", "1");
        String bare = manifest(state(there().metadata()), "").replace(",\"data\":{\"a\":\"\"}", "");
        assertThat(client.apply(ObjectKind.CONFIG_MAP, SPACE, name, bare, call()))
                .isTrue();
        assertThat(there().data()).isEmpty();
    }

    @Test
    void deletesTheObjectThatWasSeenOnly() {
        assertThat(client.create(ObjectKind.CONFIG_MAP, SPACE, manifest("", "1"), call()))
                .isTrue();
        String uid = there().metadata().uid();
        String other = UUID.randomUUID().toString();
        assertThat(client.delete(ObjectKind.CONFIG_MAP, SPACE, name, other, call()))
                .isFalse();
        assertThat(client.delete(ObjectKind.CONFIG_MAP, SPACE, name, uid, call()))
                .isTrue();
        awaitGone();
        assertThat(client.delete(ObjectKind.CONFIG_MAP, SPACE, name, uid, call()))
                .isFalse();
    }

    @Test
    void appliesNothingToAnObjectThatIsGone() {
        assertThat(client.create(ObjectKind.CONFIG_MAP, SPACE, manifest("", "1"), call()))
                .isTrue();
        ObjectMeta seen = there().metadata();
        assertThat(client.delete(ObjectKind.CONFIG_MAP, SPACE, name, seen.uid(), call()))
                .isTrue();
        awaitGone();
        assertThat(client.apply(ObjectKind.CONFIG_MAP, SPACE, name, manifest(state(seen), "2"), call()))
                .isFalse();
        assertThat(client.metadata(ObjectKind.CONFIG_MAP, SPACE, name, call())).isEmpty();
    }

    @Test
    void listsNodesAndCordonsOne() {
        Told<NodeObject> nodes = new Told<>();
        assertThat(client.list(ObjectKind.NODE, "", "", Codec.NODES, nodes, call()))
                .isNotEmpty();
        assertThat(nodes.all).hasSize(3);
        NodeObject node = nodes.all.get(0);
        assertThat(client.cordon(node.metadata(), true, call())).isTrue();
        NodeObject cordoned = client.get(ObjectKind.NODE, "", node.metadata().name(), Codec.NODES, call())
                .orElseThrow();
        assertThat(cordoned.cordoned()).isTrue();
        assertThat(client.cordon(node.metadata(), false, call())).isFalse();
        while (!client.cordon(
                client.metadata(ObjectKind.NODE, "", node.metadata().name(), call())
                        .orElseThrow(),
                false,
                call())) {
            // The kubelet wrote in between.
        }
    }

    @Test
    void watchesFromWhereAListEnded() throws InterruptedException {
        Told<ObjectMeta> before = new Told<>();
        String version = client.listMetadata(ObjectKind.CONFIG_MAP, SPACE, "", before, call());
        assertThat(client.create(ObjectKind.CONFIG_MAP, SPACE, manifest("", "1"), call()))
                .isTrue();
        try (Feed<WatchEvent<ObjectMeta>> feed =
                client.watchMetadata(ObjectKind.CONFIG_MAP, SPACE, "", version, Call.untilCancelled())) {
            WatchEvent<ObjectMeta> event = feed.poll(Duration.ofSeconds(20)).orElseThrow();
            assertThat(event).isInstanceOfSatisfying(WatchEvent.Changed.class, changed -> {
                assertThat(changed.change()).isEqualTo(WatchEvent.Change.ADDED);
                assertThat(((ObjectMeta) changed.object()).name()).isEqualTo(name);
            });
        }
    }
}
