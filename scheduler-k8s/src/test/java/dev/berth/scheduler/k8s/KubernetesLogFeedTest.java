package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods print, over restarts and with pods to come. */
@Timeout(60)
class KubernetesLogFeedTest {
    private static final LogQuery WEB = LogQuery.of(Selector.of(ID));
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestKubernetes test = new TestKubernetes();
    private final KubernetesReader reader = new KubernetesReader(test.client, OWNER);
    private final List<LogOptions> asked = new ArrayList<>();

    private Feed<LogLine> open(LogQuery query) {
        return KubernetesLogFeed.open(test.client, reader, query, OWNER, call());
    }

    private void putPod(String name, int restarts) {
        var maker = test.objects
                .find(ObjectKind.DEPLOYMENT, SPACE, ID.name())
                .orElseGet(() -> test.objects.put(
                        ObjectKind.DEPLOYMENT,
                        Held.stored(render(spec().build(), 1).get(0))));
        ObjectNode pod = test.objects.find(ObjectKind.POD, SPACE, name).orElseGet(() -> Held.pod(maker, name));
        ObjectNode status = pod.putObject("status").put("phase", "Running");
        ObjectNode container = status.putArray("containerStatuses").addObject();
        container.put("name", "main").put("restartCount", restarts);
        container.putObject("state").putObject("running");
        var unused = test.objects.put(ObjectKind.POD, pod);
    }

    private void print(String key, String... lines) {
        test.server.logs.put(SPACE + "/" + key, (options, call) -> {
            asked.add(options);
            FakeFeed<String> feed = new FakeFeed<>(call);
            for (String line : lines) {
                feed.tell(line);
            }
            feed.finish();
            return feed;
        });
    }

    private static List<String> all(Feed<LogLine> feed) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (!feed.ended()) {
            feed.poll(LONG).map(LogLine::text).ifPresent(lines::add);
        }
        return lines;
    }

    private static String next(Feed<LogLine> feed) throws InterruptedException {
        return feed.poll(LONG).map(LogLine::text).orElse("nothing came");
    }

    @Test
    void tellsTheLinesOfAllPodsAndEnds() throws InterruptedException {
        putPod("web-1", 0);
        putPod("web-2", 0);
        print("web-1/main", "2026-11-21T12:00:00.5Z one", "2026-11-21T12:00:01Z ");
        print("web-2/main", "2026-11-21T12:00:00Z two");
        assertThat(all(open(WEB))).containsExactlyInAnyOrder("one", "", "two");
        assertThat(test.requests.made()).containsExactly("list POD", "logs", "logs");
    }

    @Test
    void aLineHasItsTimeItsTaskAndItsInstance() throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00.5Z one");
        LogLine line = open(WEB).poll(LONG).orElseThrow();
        assertThat(line.at()).contains(Instant.parse("2026-11-21T12:00:00.5Z"));
        assertThat(line.task()).isEqualTo("main");
        assertThat(line.instance().workload()).isEqualTo(ID);
        assertThat(line.stream()).isEqualTo(LogLine.Stream.UNKNOWN);
    }

    @Test
    void theRunBeforeIsToldFirst() throws InterruptedException {
        putPod("web-1", 1);
        print("web-1/main/previous", "2026-11-21T12:00:00Z before");
        print("web-1/main", "2026-11-21T12:00:01Z now");
        assertThat(all(open(WEB))).containsExactly("before", "now");
    }

    @Test
    void whatWasPrintedBeforeTheMomentIsLeftOutWithinItsSecondToo() throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00.1Z early", "2026-11-21T12:00:00.6Z late");
        assertThat(all(open(WEB.since(Instant.parse("2026-11-21T12:00:00.5Z")))))
                .containsExactly("late");
    }

    @Test
    void aLogThatIsLostOrOfAPodThatWentIsNone() throws InterruptedException {
        putPod("web-1", 0);
        putPod("web-2", 0);
        print("web-1/main", "unable to retrieve container logs for containerd://1");
        assertThat(all(open(WEB))).isEmpty();
    }

    @Test
    void theTailIsAskedForAndOfEarlierRunsNothingIs() throws InterruptedException {
        putPod("web-1", 1);
        print("web-1/main/previous", "2026-11-21T12:00:00Z before");
        print("web-1/main", "2026-11-21T12:00:01Z now");
        assertThat(all(open(WEB.tail(1)))).containsExactly("now");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).tail()).hasValue(1);
    }

    @Test
    void oneThatFollowsGoesOnOverRestartsAndWithPodsToCome() throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00Z one");
        try (Feed<LogLine> feed = open(WEB.following())) {
            assertThat(next(feed)).isEqualTo("one");
            print("web-1/main", "2026-11-21T12:00:10Z again");
            putPod("web-1", 1);
            assertThat(next(feed)).isEqualTo("again");
            print("web-2/main", "2026-11-21T12:00:20Z two");
            putPod("web-2", 0);
            assertThat(next(feed)).isEqualTo("two");
            assertThat(feed.poll(Duration.ofMillis(1))).isEqualTo(Optional.empty());
            assertThat(feed.ended()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatFollowsGoesOnWhereTheServerEndsItsWatch(boolean forgotten) throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00Z one");
        try (Feed<LogLine> feed = open(WEB.following())) {
            assertThat(next(feed)).isEqualTo("one");
            test.server.endWatches();
            print("web-2/main", "2026-11-21T12:00:10Z two");
            putPod("web-2", 0);
            if (forgotten) {
                test.objects.compact();
            }
            assertThat(next(feed)).isEqualTo("two");
            print("web-3/main", "2026-11-21T12:00:20Z three");
            putPod("web-3", 0);
            assertThat(next(feed)).isEqualTo("three");
        }
    }

    /** As when the connections are gone without a word. */
    @Test
    void allIsAskedForAnewWhereNothingCameForTooLong() throws InterruptedException {
        putPod("web-1", 0);
        test.server.logs.put(SPACE + "/web-1/main", (options, call) -> {
            FakeFeed<String> feed = new FakeFeed<>(call);
            feed.tell(options.since().isEmpty() ? "2026-11-21T12:00:00Z one" : "2026-11-21T12:00:01Z two");
            return feed;
        });
        Duration silence = Duration.ofSeconds(2);
        try (Feed<LogLine> feed =
                KubernetesLogFeed.open(test.client, reader, WEB.following(), OWNER, silence, call())) {
            assertThat(next(feed)).isEqualTo("one");
            assertThat(next(feed)).isEqualTo("two");
        }
    }

    private void forgetBeforeEachWatch() {
        test.requests.before("watch POD", () -> {
            test.objects.compact();
            forgetBeforeEachWatch();
        });
    }

    @Test
    void aServerThatEndsEveryWatchAtOnceIsNotAskedForEver() {
        forgetBeforeEachWatch();
        Feed<LogLine> feed = open(WEB.following());
        assertThatThrownBy(() -> feed.poll(LONG))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining("again and again");
    }

    /** A kubelet that is down, and one that has just started and doesn't know its pods yet. */
    @ParameterizedTest
    @CsvSource({
        "500, InternalError, dial tcp: refused",
        "404, NotFound, the server could not find the requested resource"
    })
    void aLogThatItsNodeCannotGiveNowIsAskedForAgain(int status, String reason, String words)
            throws InterruptedException {
        putPod("web-1", 0);
        List<String> answers = new ArrayList<>(List.of("fails"));
        test.server.logs.put(SPACE + "/web-1/main", (options, call) -> {
            if (!answers.isEmpty()) {
                throw FakeKubernetes.refused("GET " + answers.remove(0), status, reason, words);
            }
            FakeFeed<String> feed = new FakeFeed<>(call);
            feed.tell("2026-11-21T12:00:00Z one");
            return feed;
        });
        try (Feed<LogLine> feed = open(WEB.following())) {
            assertThat(next(feed)).isEqualTo("one");
        }
    }

    @Test
    void whatANodeCannotGiveIsSaidWhenAllElseWasTold() throws InterruptedException {
        putPod("web-1", 0);
        putPod("web-2", 0);
        test.server.logs.put(SPACE + "/web-1/main", (options, call) -> {
            throw FakeKubernetes.refused("GET web-1", 500, "InternalError", "dial tcp: refused");
        });
        print("web-2/main", "2026-11-21T12:00:00Z two");
        Feed<LogLine> feed = open(WEB);
        assertThat(next(feed)).isEqualTo("two");
        assertThatThrownBy(() -> feed.poll(LONG))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("dial tcp: refused");
        assertThat(feed.ended()).isTrue();
    }

    @Test
    void whatANodeTellsAfterItsStreamBrokeOffIsTold() throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00.5Z one");
        try (Feed<LogLine> feed = open(WEB.following())) {
            assertThat(next(feed)).isEqualTo("one");
            print("web-1/main", "2026-11-21T12:00:00.5Z one", "2026-11-21T12:00:00.6Z two");
            assertThat(next(feed)).isEqualTo("two");
            assertThat(asked.get(asked.size() - 1).since()).contains(Instant.parse("2026-11-21T12:00:00.500000001Z"));
        }
    }

    @Test
    void aRunThatIsKnownToHaveEndedIsReadOnceMore() throws InterruptedException {
        putPod("web-1", 0);
        print("web-1/main", "2026-11-21T12:00:00Z one");
        try (Feed<LogLine> feed = open(WEB.following())) {
            assertThat(next(feed)).isEqualTo("one");
            print("web-1/main/previous", "2026-11-21T12:00:00Z one", "2026-11-21T12:00:01Z its last");
            print("web-1/main", "2026-11-21T12:00:02Z again");
            putPod("web-1", 1);
            assertThat(List.of(next(feed), next(feed))).containsExactlyInAnyOrder("its last", "again");
        }
    }
}
