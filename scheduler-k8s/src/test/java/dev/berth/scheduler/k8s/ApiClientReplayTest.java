package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against what a real API server 1.34 answered once. */
@Timeout(60)
class ApiClientReplayTest {
    private static final ObjectKind KIND = ObjectKind.DEPLOYMENT;
    private static final LogOptions LOG = new LogOptions("", Optional.empty(), OptionalInt.empty(), false, false);

    private static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    @Test
    void tellsTheVersion() throws IOException {
        try (RecordedServer server = new RecordedServer("00-cluster-001-version")) {
            assertThat(server.client.version(call())).startsWith("v1.34.");
            assertThat(server.requests()).containsExactly("GET /version HTTP/1.1");
        }
    }

    @Test
    void listsWhatWasTold() throws IOException {
        try (RecordedServer server = new RecordedServer("01-deployment-014-pods")) {
            Listing<PodObject> pods = new Listing<>();
            String version = server.client.list(ObjectKind.POD, "t19", "app=roll", Codec.PODS, pods, call());
            assertThat(version).matches("[0-9]+");
            assertThat(pods.all()).hasSize(3).allMatch(pod -> pod.phase().equals("Running"));
            assertThat(server.requests())
                    .containsExactly("GET /api/v1/namespaces/t19/pods?limit=500&labelSelector=app%3Droll HTTP/1.1");
        }
    }

    /** The server forgot where the first page ended. */
    @Test
    void beginsAListAnewThatTookTooLong() throws IOException {
        try (RecordedServer server =
                new RecordedServer("10-list-003-page1", "10-watch-006-continue-compacted", "01-deployment-014-pods")) {
            Listing<PodObject> pods = new Listing<>();
            String unused = server.client.list(ObjectKind.POD, "t10", "", Codec.PODS, pods, call());
            assertThat(pods.all()).hasSize(3);
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(1)).contains("&continue=eyJ2");
            assertThat(server.requests().get(2)).isEqualTo(server.requests().get(0));
        }
    }

    private static <T> List<WatchEvent<T>> watched(String recorded, ObjectKind kind, Codec<T> codec)
            throws IOException, InterruptedException {
        List<WatchEvent<T>> events = new ArrayList<>();
        try (RecordedServer server = new RecordedServer(recorded);
                Feed<WatchEvent<T>> feed = server.client.watch(kind, "", "", "7", codec, call())) {
            while (!feed.ended()) {
                feed.poll(Duration.ofSeconds(10)).ifPresent(events::add);
            }
        }
        return events;
    }

    private static int lines(String recorded) throws IOException {
        return Recorded.response(recorded).path("lines").size();
    }

    @ParameterizedTest
    @CsvSource({
        "05-job-002-watch, JOB",
        "12-node-001-lost-watch, NODE",
        "07-sidecar-003-delete-watch, POD",
        "14-delete-001-foreground-watch, DEPLOYMENT",
        "12-node-002-lost-pods-watch, POD"
    })
    void readsEachEventOfAWatch(String recorded, ObjectKind kind) throws Exception {
        Codec<?> codec = switch (kind) {
            case NODE -> Codec.NODES;
            case POD -> Codec.PODS;
            default -> Codec.CONTROLLERS;
        };
        assertThat(watched(recorded, kind, codec))
                .hasSize(lines(recorded))
                .allMatch(event -> event instanceof WatchEvent.Changed);
    }

    @Test
    void tellsWhatBecameOfADeploymentThatGoesWithItsPods() throws Exception {
        List<WatchEvent<ControllerObject>> events = watched("14-delete-001-foreground-watch", KIND, Codec.CONTROLLERS);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        WatchEvent.Changed.class,
                        last -> assertThat(last.change()).isEqualTo(WatchEvent.Change.DELETED));
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                WatchEvent.Changed.class,
                                changed -> assertThat(((ControllerObject) changed.object())
                                                .metadata()
                                                .isDeleting())
                                        .isTrue()));
    }

    @Test
    void saysThatAWatchBeginsTooFarBack() throws Exception {
        assertThat(watched("10-watch-002-too-old", KIND, Codec.METADATA))
                .singleElement()
                .isInstanceOfSatisfying(
                        WatchEvent.Failed.class,
                        failed -> assertThat(failed.isExpired()).isTrue());
    }

    private static boolean write(ApiClient client, String operation) {
        return switch (operation) {
            case "create" -> client.create(KIND, "t1", "{}", call());
            case "createOwned" -> client.createOwned(KIND, "t1", "a", "{}", call());
            case "apply" -> client.apply(KIND, "t1", "a", "{}", call());
            case "delete" -> client.delete(KIND, "t1", "a", "u", call());
            case "updateLease" -> client.updateLease("t1", "a", "{}", call());
            case "evict" -> client.evict("t1", "a", "u", call());
            case "createNamespace" -> client.createNamespace("t1", call());
            default -> throw new IllegalArgumentException(operation);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "createOwned, 01-deployment-001-ssa-create, true",
        "createOwned, 14-cas-003-ssa-stale, false",
        "apply, 01-deployment-001-ssa-create, true",
        "apply, 14-cas-003-ssa-stale, false",
        "apply, 14-cas-007-ssa-uid-absent, false",
        "apply, 16-error-005-404, false",
        "create, 14-cas-006-post-exists, false",
        "createNamespace, 14-cas-006-post-exists, false",
        "updateLease, 14-cas-001-put-stale, false",
        "delete, 14-delete-002-foreground, true",
        "delete, 14-cas-004-delete-precondition, false",
        "delete, 14-delete-004-absent, false",
        "evict, 13-drain-005-eviction-201, true",
        "evict, 13-drain-002-eviction-429, false",
        "evict, 16-error-005-404, false",
        "evict, 14-cas-003-ssa-stale, false"
    })
    void saysWhetherAWriteWasDone(String operation, String recorded, boolean done) throws IOException {
        try (RecordedServer server = new RecordedServer(recorded)) {
            assertThat(write(server.client, operation)).isEqualTo(done);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apply, 01-deployment-004-ssa-duplicate-env, BACKEND, UNKNOWN, duplicate entries for key",
        "apply, 02-rollout-009-selector-immutable, INVALID, NONE, field is immutable",
        "apply, 05-job-009-immutable-template, INVALID, NONE, field is immutable",
        "apply, 14-cas-006-post-exists, CONFLICT, NONE, already exists",
        "create, 16-error-004-403-post, UNAUTHORIZED, NONE, create on deployments.apps in namespace t16",
        "create, 16-error-007-404-namespace, NOT_FOUND, NONE, namespaces \"nope\" not found",
        "create, 16-error-008-415, BACKEND, NONE, status 415",
        "create, 16-error-009-400, BACKEND, NONE, status 400",
        "create, 16-error-010-422, INVALID, NONE, spec.replicas",
        "create, 16-error-011-namespace-terminating, INFEASIBLE, NONE, because it is being terminated",
        "create, 16-error-012-403-quota, INFEASIBLE, NONE, exceeded quota: q",
        "create, 16-error-014-etcd-stalled-post, UNAVAILABLE, UNKNOWN, status 504",
        "create, 17-ports-002-nodeport-taken, INVALID, NONE, provided port is already allocated"
    })
    void saysWhyAWriteWasNotDone(String operation, String recorded, ErrorCode code, Effect effect, String words)
            throws IOException {
        try (RecordedServer server = new RecordedServer(recorded)) {
            SchedulerException failure =
                    catchThrowableOfType(SchedulerException.class, () -> write(server.client, operation));
            assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
            assertThat(failure.effect()).isEqualTo(effect);
            assertThat(failure).hasMessageContaining(words);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16-error-001-401, UNAUTHORIZED, 2",
        "16-error-002-403-anonymous, UNAUTHORIZED, 1",
        "10-list-001-future-rv, UNAVAILABLE, 1",
        "16-error-006-404-path, NOT_FOUND, 1",
        "10-list-002-exact-old, CONFLICT, 3"
    })
    void saysWhyAListWasRefused(String recorded, ErrorCode code, int asked) throws IOException {
        try (RecordedServer server = new RecordedServer(recorded)) {
            SchedulerException failure = catchThrowableOfType(
                    SchedulerException.class,
                    () -> server.client.listMetadata(ObjectKind.POD, "t16", "", new Listing<>(), call()));
            assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(server.requests()).hasSize(asked);
        }
    }

    @Test
    void takesWhatIsNotThereForNothing() throws IOException {
        try (RecordedServer server = new RecordedServer("16-error-005-404")) {
            Optional<ObjectMeta> found = server.client.metadata(KIND, "t16", "nope", call());
            assertThat(found).isEmpty();
        }
    }

    private static List<String> logged(String recorded) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (RecordedServer server = new RecordedServer(recorded);
                Feed<String> feed = server.client.logs("t10", "two", LOG, call())) {
            while (!feed.ended()) {
                feed.poll(Duration.ofSeconds(10)).ifPresent(lines::add);
            }
        }
        return lines;
    }

    @Test
    void readsLogsAndTakesAPodWithoutANodeForSilent() throws Exception {
        assertThat(logged("15-logs-001-plain")).containsExactly("a");
        assertThat(logged("15-logs-003-pending")).isEmpty();
    }

    @Test
    void saysThatAPodHasNoSuchContainer() {
        SchedulerException failure =
                catchThrowableOfType(SchedulerException.class, () -> logged("15-logs-002-container-missing"));
        assertThat(failure.code()).isEqualTo(ErrorCode.BACKEND);
        assertThat(failure).hasMessageContaining("a container name must be specified");
    }
}
