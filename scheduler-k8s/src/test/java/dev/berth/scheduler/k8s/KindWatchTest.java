package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.KindWatch.News;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.connection.FakeServer;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From where a watch goes on, as an API server is asked. */
@Timeout(60)
class KindWatchTest {
    private static final String LISTED =
            "{\"kind\": \"NodeList\", \"metadata\": {\"resourceVersion\": \"5\"}, \"items\": []}";
    private static final String CHANGED =
            "{\"type\": \"MODIFIED\", \"object\": {\"metadata\": {\"name\": \"n1\", \"resourceVersion\": \"7\"}}}\n";
    private static final String BOOKMARK =
            "{\"type\": \"BOOKMARK\", \"object\": {\"kind\": \"Node\", \"metadata\": {\"resourceVersion\": \"50\"}}}\n";
    private static final String EXPIRED =
            "{\"type\": \"ERROR\", \"object\": {\"kind\": \"Status\", \"code\": 410, \"message\": \"too old\"}}\n";

    /** A stream on which nothing comes, and that doesn't end. */
    private static final String SILENT = "silent";

    private final List<String> told = new ArrayList<>();
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    /** Lists, and follows until it is over; each stream gives what is said, and ends. */
    private List<String> follow(String... streams) throws IOException {
        return follow(Duration.ofSeconds(20), streams);
    }

    private List<String> follow(Duration silence, String... streams) throws IOException {
        try (FakeServer server = new FakeServer((count, out) -> answer(out, count == 1 ? LISTED : streams[count - 2]));
                ApiClient client = new ApiClient(server.connection())) {
            KindWatch<NodeObject> watch = new KindWatch<>(
                    client,
                    ObjectKind.NODE,
                    "",
                    "",
                    Codec.NODES,
                    NodeObject::metadata,
                    (change, node) -> told.add(change + " " + node.metadata().name()),
                    silence);
            Call call = Call.within(Duration.ofSeconds(20));
            watch.list(call);
            watch.follow(news, call);
            return server.requests().stream()
                    .skip(1)
                    .map(line -> line.replaceFirst(".*[?&]resourceVersion=([0-9]+).*", "$1"))
                    .toList();
        }
    }

    private static boolean answer(OutputStream out, String body) throws IOException {
        if (body.equals(SILENT)) {
            return FakeServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        }
        return FakeServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void aStreamThatEndsIsOpenedAnewFromItsLastChange() throws IOException {
        assertThat(follow(CHANGED, EXPIRED)).containsExactly("5", "7");
    }

    @Test
    void aBookmarkCountsAsAChangeDoes() throws IOException {
        assertThat(follow(CHANGED + BOOKMARK, EXPIRED)).containsExactly("5", "50");
    }

    @Test
    void aStreamOnWhichNothingCameIsOpenedAnewFromTheList() throws IOException {
        assertThat(follow("", "", EXPIRED)).containsExactly("5", "5", "5");
    }

    /** As one whose connection is gone without a word. */
    @Test
    void aStreamThatIsSilentForTooLongIsOpenedAnew() throws IOException {
        assertThat(follow(Duration.ofSeconds(5), CHANGED, SILENT, EXPIRED)).containsExactly("5", "7", "7");
    }

    @Test
    void changesAreToldInOrderAndThatAWatchLiesTooFarBackEndsIt() throws IOException {
        assertThat(follow(CHANGED + BOOKMARK + EXPIRED)).containsExactly("5");
        assertThat(news.remove())
                .isInstanceOfSatisfying(News.Fact.class, fact -> fact.change().run());
        assertThat(told).containsExactly("MODIFIED n1");
        assertThat(news).containsExactly(new News.Expired());
    }
}
