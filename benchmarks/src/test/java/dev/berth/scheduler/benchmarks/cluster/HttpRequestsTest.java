package dev.berth.scheduler.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpRequestsTest {
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final List<String> told = new ArrayList<>();

    private void pass(String text) throws IOException {
        new HttpRequests(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), passed).pass(told::add);
    }

    private void assertPassed(String text) {
        assertThat(passed.toString(StandardCharsets.ISO_8859_1)).isEqualTo(text);
    }

    @Test
    void tellsEachRequestOfAConnectionAndPassesItByteForByte() throws IOException {
        String text = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHOST:  x\r\n\r\n";
        pass(text);
        assertThat(told).containsExactly("GET /a HTTP/1.1", "GET /b HTTP/1.1");
        assertPassed(text);
    }

    @Test
    void takesABodyOfStatedLengthForNoRequest() throws IOException {
        String text = "POST /a HTTP/1.1\r\nContent-Length: 8\r\n\r\nGET /x\r\nGET /b HTTP/1.1\r\n\r\n";
        pass(text);
        assertThat(told).containsExactly("POST /a HTTP/1.1", "GET /b HTTP/1.1");
        assertPassed(text);
    }

    @Test
    void takesABodyInChunksForNoRequest() throws IOException {
        List<String> lines =
                List.of("POST /a HTTP/1.1", "Transfer-Encoding: chunked", "", "a", "GET /x", "", "", "0", "");
        String text = String.join("\r\n", lines) + "\r\nGET /b HTTP/1.1\r\n\r\n";
        pass(text);
        assertThat(told).containsExactly("POST /a HTTP/1.1", "GET /b HTTP/1.1");
        assertPassed(text);
    }

    @Test
    void failsOnARequestThatEndsInItsBody() {
        assertThatThrownBy(() -> pass("POST /a HTTP/1.1\r\nContent-Length: 8\r\n\r\nshort"))
                .isInstanceOf(EOFException.class)
                .hasMessage("a request ended in its body");
    }

    @Test
    void addsAFieldToEachHead() throws IOException {
        String text = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        new HttpRequests(new ByteArrayInputStream(bytes), passed, List.of("Field: value")).pass(told::add);
        assertPassed("GET /a HTTP/1.1\r\nHost: x\r\nField: value\r\n\r\nGET /b HTTP/1.1\r\nField: value\r\n\r\n");
    }
}
