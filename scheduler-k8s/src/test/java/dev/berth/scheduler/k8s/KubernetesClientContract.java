package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.SecretObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.api.WatchEvent.Change;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the rest of this module expects of an API server: the same of a real one and of the one that stands in for it. */
@Timeout(60)
abstract class KubernetesClientContract {
    private static final String SPACE = "default";
    private static final String LABEL = "of";

    private final String name = "of-" + UUID.randomUUID().toString().substring(0, 8);

    abstract KubernetesClient client();

    static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @AfterEach
    void removeAll() {
        for (ObjectKind kind :
                List.of(ObjectKind.CONFIG_MAP, ObjectKind.SECRET, ObjectKind.DEPLOYMENT, ObjectKind.LEASE)) {
            metadata(kind, name).ifPresent(one -> client().delete(kind, SPACE, name, one.uid(), call()));
        }
        client().metadata(ObjectKind.NAMESPACE, "", name, call())
                .ifPresent(one -> client().delete(ObjectKind.NAMESPACE, "", name, one.uid(), call()));
        client().close();
    }

    private Optional<ObjectMeta> metadata(ObjectKind kind, String of) {
        return client().metadata(kind, SPACE, of, call());
    }

    private ObjectNode document(ObjectKind kind, Map<String, String> labels) {
        ObjectNode document = Json.object().put("apiVersion", kind.version()).put("kind", kind.word());
        ObjectNode metadata = document.putObject("metadata").put("name", name);
        labels.forEach(metadata.putObject("labels")::put);
        return document;
    }

    private ObjectNode config(String... data) {
        ObjectNode document = document(ObjectKind.CONFIG_MAP, Map.of(LABEL, name));
        ObjectNode values = document.putObject("data");
        for (String one : data) {
            values.put(one, one);
        }
        return document;
    }

    private static String in(ObjectMeta state, ObjectNode document) {
        return Manifests.change(document, state.uid(), state.resourceVersion());
    }

    private boolean create(ObjectNode document) {
        ObjectKind kind = ObjectKind.of(document.path("kind").asText());
        return client().create(kind, SPACE, document.toString(), call());
    }

    private boolean createOwned(ObjectNode document) {
        ObjectKind kind = ObjectKind.of(document.path("kind").asText());
        return client().createOwned(kind, SPACE, name, document.toString(), call());
    }

    private boolean apply(ObjectMeta state, ObjectNode document) {
        ObjectKind kind = ObjectKind.of(document.path("kind").asText());
        return client().apply(kind, SPACE, name, in(state, document), call());
    }

    private boolean delete(String uid) {
        return client().delete(ObjectKind.CONFIG_MAP, SPACE, name, uid, call());
    }

    private ConfigMapObject there() {
        return client().get(ObjectKind.CONFIG_MAP, SPACE, name, Codec.CONFIG_MAPS, call())
                .orElseThrow();
    }

    /** In the foreground, it is gone a moment later. */
    private void awaitGone() {
        while (metadata(ObjectKind.CONFIG_MAP, name).isPresent()) {
            call().check("each look is a request, and takes a while", Effect.NONE);
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(client().version(call())).startsWith("v1.");
    }

    @Test
    void makesANamespaceOnceAndNothingWhereThereIsNone() {
        String document = config("a").toString();
        assertThatThrownBy(() -> client().create(ObjectKind.CONFIG_MAP, name, document, call()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client().createOwned(ObjectKind.CONFIG_MAP, name, name, document, call()))
                .isInstanceOf(NotFoundException.class);
        assertThat(client().createNamespace(name, call())).isTrue();
        assertThat(client().createNamespace(name, call())).isFalse();
        assertThat(client().create(ObjectKind.CONFIG_MAP, name, document, call()))
                .isTrue();
    }

    @Test
    void makesOneOfANameAndChangesItInTheStateThatWasSeenOnly() {
        assertThat(create(config("one"))).isTrue();
        assertThat(create(config("two"))).isFalse();
        ObjectMeta seen = there().metadata();
        assertThat(apply(seen, config("three"))).isTrue();
        assertThat(there().data()).containsEntry("three", "three");
        assertThat(apply(seen, config("four"))).isFalse();
        assertThat(there().data()).containsEntry("three", "three").doesNotContainKey("four");
    }

    @Test
    void takesAFieldAwayThatTheNextApplyLacks() {
        assertThat(createOwned(config("one", "two"))).isTrue();
        assertThat(createOwned(config("three"))).isFalse();
        assertThat(there().data()).containsOnlyKeys("one", "two");
        assertThat(apply(there().metadata(), config("two"))).isTrue();
        assertThat(there().data()).containsOnlyKeys("two");
        ObjectNode bare = config();
        bare.remove("data");
        ((ObjectNode) bare.get("metadata")).remove("labels");
        assertThat(apply(there().metadata(), bare)).isTrue();
        assertThat(there().data()).isEmpty();
        assertThat(there().metadata().labels()).isEmpty();
    }

    @Test
    void leavesWhatWasPostedThoughAnApplyLacksIt() {
        assertThat(create(config("one"))).isTrue();
        assertThat(apply(there().metadata(), config("two"))).isTrue();
        assertThat(there().data()).containsOnlyKeys("one", "two");
    }

    @Test
    void changesNothingWhereAllIsAsItIsToBe() {
        assertThat(createOwned(config("one"))).isTrue();
        ObjectMeta before = there().metadata();
        assertThat(apply(before, config("one"))).isTrue();
        assertThat(there().metadata().resourceVersion()).isEqualTo(before.resourceVersion());
    }

    @Test
    void appliesNothingToAnObjectThatIsGoneOrMadeAnew() {
        assertThat(createOwned(config("one"))).isTrue();
        ObjectMeta seen = there().metadata();
        assertThat(delete(seen.uid())).isTrue();
        awaitGone();
        assertThat(apply(seen, config("two"))).isFalse();
        assertThat(metadata(ObjectKind.CONFIG_MAP, name)).isEmpty();
        assertThat(createOwned(config("three"))).isTrue();
        assertThat(apply(seen, config("two"))).isFalse();
        assertThat(there().data()).containsOnlyKeys("three");
    }

    @Test
    void deletesTheObjectThatWasSeenOnly() {
        assertThat(create(config("one"))).isTrue();
        String uid = there().metadata().uid();
        assertThat(delete(UUID.randomUUID().toString())).isFalse();
        assertThat(there().metadata().isDeleting()).isFalse();
        assertThat(delete(uid)).isTrue();
        awaitGone();
        assertThat(delete(uid)).isFalse();
    }

    @Test
    void countsChangesOfWhatIsWanted() {
        ObjectNode document = deployment();
        assertThat(createOwned(document)).isTrue();
        assertThat(generation()).isEqualTo(1);
        document.withObjectProperty("metadata").withObjectProperty("labels").put("more", "yes");
        assertThat(isApplied(document)).isTrue();
        assertThat(generation()).isEqualTo(1);
        document.withObjectProperty("spec").put("minReadySeconds", 5);
        assertThat(isApplied(document)).isTrue();
        assertThat(generation()).isEqualTo(2);
        document.withObjectProperty("metadata").putObject("annotations").put("more", "yes");
        assertThat(isApplied(document)).isTrue();
        assertThat(generation()).isEqualTo(3);
    }

    private long generation() {
        return metadata(ObjectKind.DEPLOYMENT, name).orElseThrow().generation();
    }

    /** Its controller may write in between. */
    private boolean isApplied(ObjectNode document) {
        boolean applied = false;
        while (!applied) {
            ObjectMeta seen = metadata(ObjectKind.DEPLOYMENT, name).orElseThrow();
            applied = apply(seen, document);
        }
        return applied;
    }

    /** Of none. */
    private ObjectNode deployment() {
        ObjectNode document = document(ObjectKind.DEPLOYMENT, Map.of(LABEL, name));
        ObjectNode spec = document.putObject("spec").put("replicas", 0);
        spec.putObject("selector").putObject("matchLabels").put(LABEL, name);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put(LABEL, name);
        template.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "localhost:1/nothing");
        return document;
    }

    @Test
    void findsObjectsByTheirLabelsInOneNamespaceOrAll() {
        assertThat(create(config("one"))).isTrue();
        assertThat(found(SPACE, LABEL + "=" + name)).containsExactly(name);
        assertThat(found("", LABEL + "=" + name)).containsExactly(name);
        assertThat(found("kube-system", LABEL + "=" + name)).isEmpty();
        assertThat(found(SPACE, "")).contains(name);
        assertThat(found(SPACE, LABEL + " in (other," + name + ")")).containsExactly(name);
        assertThat(found(SPACE, LABEL + "=" + name + "," + LABEL)).containsExactly(name);
        assertThat(found(SPACE, LABEL + "=" + name + ",absent")).isEmpty();
        assertThat(found(SPACE, LABEL + "=" + name + "x")).isEmpty();
    }

    private List<String> found(String namespace, String selector) {
        List<ConfigMapObject> whole = Listing.of(
                sink -> client().list(ObjectKind.CONFIG_MAP, namespace, selector, Codec.CONFIG_MAPS, sink, call()));
        List<ObjectMeta> metadata =
                Listing.of(sink -> client().listMetadata(ObjectKind.CONFIG_MAP, namespace, selector, sink, call()));
        List<String> names = metadata.stream().map(ObjectMeta::name).sorted().toList();
        assertThat(whole).extracting(one -> one.metadata().name()).containsExactlyInAnyOrderElementsOf(names);
        return names;
    }

    @Test
    void tellsOfASecretWhichKeysItHas() {
        ObjectNode document = document(ObjectKind.SECRET, Map.of(LABEL, name));
        document.putObject("data").put("password", "c2VjcmV0");
        assertThat(create(document)).isTrue();
        assertThat(client().get(ObjectKind.SECRET, SPACE, name, Codec.SECRETS, call()))
                .map(SecretObject::keys)
                .hasValueSatisfying(keys -> assertThat(keys).containsExactly("password"));
        assertThat(metadata(ObjectKind.SECRET, name).orElseThrow().labels()).containsEntry(LABEL, name);
    }

    @Test
    void tellsChangesInOrderFromWhereAListEnded() throws InterruptedException {
        String version = client().listMetadata(ObjectKind.CONFIG_MAP, SPACE, selector(), new Listing<>(), call());
        assertThat(createOwned(config("one"))).isTrue();
        try (Feed<WatchEvent<ObjectMeta>> feed =
                client().watchMetadata(ObjectKind.CONFIG_MAP, SPACE, selector(), version, Call.untilCancelled())) {
            assertThat(next(feed)).isEqualTo(Change.ADDED);
            assertThat(apply(there().metadata(), config("two"))).isTrue();
            assertThat(next(feed)).isEqualTo(Change.MODIFIED);
            assertThat(delete(there().metadata().uid())).isTrue();
            Change change = next(feed);
            while (change == Change.MODIFIED) {
                // It is marked as going before it is gone.
                change = next(feed);
            }
            assertThat(change).isEqualTo(Change.DELETED);
        }
    }

    private String selector() {
        return LABEL + "=" + name;
    }

    private Change next(Feed<WatchEvent<ObjectMeta>> feed) throws InterruptedException {
        WatchEvent<ObjectMeta> event = feed.poll(Duration.ofSeconds(20)).orElseThrow();
        if (event instanceof WatchEvent.Changed<ObjectMeta> changed) {
            assertThat(changed.object().name()).isEqualTo(name);
            return changed.change();
        }
        return event instanceof WatchEvent.Bookmark ? next(feed) : unexpected(event);
    }

    private static Change unexpected(WatchEvent<ObjectMeta> event) {
        throw new AssertionError(event.toString());
    }

    @Test
    void anObjectThatASelectorNoLongerMeansIsToldAsGone() throws InterruptedException {
        assertThat(createOwned(config("one"))).isTrue();
        String version = client().listMetadata(ObjectKind.CONFIG_MAP, SPACE, selector(), new Listing<>(), call());
        try (Feed<WatchEvent<ObjectMeta>> feed =
                client().watchMetadata(ObjectKind.CONFIG_MAP, SPACE, selector(), version, Call.untilCancelled())) {
            ObjectNode other = config("one");
            other.withObjectProperty("metadata").withObjectProperty("labels").put(LABEL, "other");
            assertThat(apply(there().metadata(), other)).isTrue();
            assertThat(next(feed)).isEqualTo(Change.DELETED);
            assertThat(apply(there().metadata(), config("one"))).isTrue();
            assertThat(next(feed)).isEqualTo(Change.ADDED);
        }
    }

    @Test
    void aWatchEndsWithItsCall() throws InterruptedException {
        String version = client().listMetadata(ObjectKind.CONFIG_MAP, SPACE, selector(), new Listing<>(), call());
        Call watching = Call.untilCancelled();
        try (Feed<WatchEvent<ConfigMapObject>> feed =
                client().watch(ObjectKind.CONFIG_MAP, SPACE, selector(), version, Codec.CONFIG_MAPS, watching)) {
            assertThat(feed.poll(Duration.ofMillis(50))).isEmpty();
            assertThat(feed.ended()).isFalse();
            watching.cancel();
            assertThat(feed.poll(Duration.ofSeconds(20))).isEmpty();
            assertThat(feed.ended()).isTrue();
        }
    }

    @Test
    void aLeaseIsReplacedInTheStateThatWasReadOnly() {
        assertThat(client().lease(SPACE, name, call())).isEmpty();
        ObjectNode document = document(ObjectKind.LEASE, Map.of());
        document.putObject("spec").put("holderIdentity", "one").put("leaseDurationSeconds", 15);
        assertThat(create(document)).isTrue();
        LeaseObject first = client().lease(SPACE, name, call()).orElseThrow();
        assertThat(first.holder()).isEqualTo("one");
        document.withObjectProperty("spec").put("holderIdentity", "two");
        document.withObjectProperty("metadata")
                .put("uid", first.metadata().uid())
                .put("resourceVersion", first.metadata().resourceVersion());
        String update = document.toString();
        assertThat(client().updateLease(SPACE, name, update, call())).isTrue();
        assertThat(client().updateLease(SPACE, name, update, call())).isFalse();
        assertThat(client().lease(SPACE, name, call()).orElseThrow().holder()).isEqualTo("two");
        String absent = update.replace(name, name + "x");
        assertThat(client().updateLease(SPACE, name + "x", absent, call())).isFalse();
    }

    @Test
    void aNodeIsCordonedInTheStateThatWasSeenOnly() {
        NodeObject node = node();
        while (!client().cordon(node.metadata(), true, true, call())) {
            node = node();
        }
        assertThat(KubernetesNodes.isDraining(node())).isTrue();
        assertThat(client().cordon(node.metadata(), false, false, call())).isFalse();
        do {
            node = node();
        } while (!client().cordon(node.metadata(), false, false, call()));
        assertThat(node().cordoned()).isFalse();
    }

    /** Its kubelet writes it now and then. */
    private NodeObject node() {
        return Listing.<NodeObject>of(sink -> client().list(ObjectKind.NODE, "", "", Codec.NODES, sink, call()))
                .get(0);
    }

    @Test
    void logsOfAPodThatIsNotThereAreNotFound() {
        var options = new KubernetesClient.LogOptions("", Optional.empty(), OptionalInt.empty(), false, false);
        assertThatThrownBy(() -> client().logs(SPACE, name, options, call())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aCallThatIsOverAsksForNothing() {
        Call over = Call.within(Duration.ZERO);
        assertThatThrownBy(() -> client().create(
                                ObjectKind.CONFIG_MAP, SPACE, config("one").toString(), over))
                .isInstanceOfSatisfying(
                        ContactException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.NONE));
        assertThat(metadata(ObjectKind.CONFIG_MAP, name)).isEmpty();
    }

    @Test
    void saysWhatWeMayDo() {
        assertThat(client().mayDo("create", "apps", "deployments", SPACE, call()))
                .isTrue();
    }
}
