package dev.berth.scheduler.benchmarks.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordingProxyTest {
    private static final String REQUEST = "GET /v1.41/tasks?filters=x HTTP/1.1\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

    @TempDir
    Path directory;

    @Test
    void recordsWhatItPassesInBothDirections() throws Exception {
        Path engine = directory.resolve("engine");
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(engine));
                RecordingProxy proxy = new RecordingProxy(directory.resolve("proxy"), engine);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(proxy.socket()))) {
            client.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            try (SocketChannel upstream = server.accept()) {
                assertThat(text(upstream, REQUEST.length())).isEqualTo(REQUEST);
                assertThat(proxy.requests()).extracting(Request::what).containsExactly("GET /tasks");
                upstream.write(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.US_ASCII)));
                assertThat(text(client, ANSWER.length())).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void namesARequestWithoutVersionQueryAndIds() {
        assertThat(Request.of("POST /v1.41/services/w2msbzlvniif5x012134124hg/update?version=7 HTTP/1.1", 5))
                .isEqualTo(new Request("POST /services/ID/update", 5));
    }

    private static String text(SocketChannel channel, int length) throws Exception {
        InputStream in = SocketStreams.in(channel);
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }
}
