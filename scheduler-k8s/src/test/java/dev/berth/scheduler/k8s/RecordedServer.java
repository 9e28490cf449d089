package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.k8s.connection.FakeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** Answers one request after another with what a real API server did, byte for byte but for the lengths. */
final class RecordedServer implements AutoCloseable {
    private final List<JsonNode> answers;
    private final FakeServer server;
    final ApiClient client;

    /**
     * Answers.
     *
     * @param recorded exchanges, in the order of the requests; the last one answers all that follow
     */
    RecordedServer(String... recorded) throws IOException {
        this.answers = Arrays.stream(recorded).map(RecordedServer::response).toList();
        this.server = new FakeServer(this::answer);
        this.client = new ApiClient(server.connection());
    }

    private static JsonNode response(String name) {
        try {
            return Recorded.response(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First lines. */
    List<String> requests() {
        return server.requests();
    }

    private boolean answer(int count, OutputStream out) throws IOException {
        JsonNode answer = answers.get(Math.min(count, answers.size()) - 1);
        StringJoiner head = new StringJoiner("\r\n", "", "\r\n\r\n");
        head.add("HTTP/1.1 " + answer.path("status").asInt() + " X");
        answer.path("headers")
                .properties()
                .forEach(header ->
                        head.add(header.getKey() + ": " + header.getValue().asText()));
        if (answer.has("lines")) {
            return lines(answer.path("lines"), head, out);
        }
        byte[] body = body(answer.path("body")).getBytes(StandardCharsets.UTF_8);
        if (answer.path("status").asInt() != 204) {
            head.add("Content-Length: " + body.length);
        }
        return FakeServer.write(out, head + new String(body, StandardCharsets.UTF_8));
    }

    private static String body(JsonNode body) {
        return body.isTextual() ? body.asText() : body.isMissingNode() || body.isNull() ? "" : body.toString();
    }

    /** In pieces that begin and end anywhere. */
    private static boolean lines(JsonNode lines, StringJoiner head, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()).append('\n'));
        head.add("Transfer-Encoding: chunked");
        FakeServer.write(out, head.toString());
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < bytes.length; start += 1000) {
            int length = Math.min(1000, bytes.length - start);
            FakeServer.write(out, Integer.toHexString(length) + "\r\n");
            out.write(bytes, start, length);
            FakeServer.write(out, "\r\n");
        }
        return FakeServer.write(out, "0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
