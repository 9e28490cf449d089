package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketProbeTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ManualTimer timer = new ManualTimer();
    private final ScriptedCommands noCommands = new ScriptedCommands();
    private final Prober prober = new Prober(timer, Threads.pool("test-probe", Prober.MOST_WORKERS));

    @AfterEach
    void close() {
        prober.close();
    }

    private Events ask(ProbeCheck check, int port) {
        Events events = new Events();
        Probe probe = Probe.builder(check)
                .interval(INTERVAL)
                .timeout(TIMEOUT)
                .failureThreshold(1)
                .build();
        prober.register(
                probe, new ProbeTarget("127.0.0.1", Map.of("http", port), Duration.ZERO, false, noCommands), events);
        return events;
    }

    private static ProbeCheck http(String path) {
        return ProbeCheck.http("http", path);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 399})
    void aStatusFrom200To399Passes(int status) throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 " + status + " Fine\r\n\r\n")) {
            assertThat(ask(http("/healthz"), server.port()).next()).isEqualTo("passing");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503, 599})
    void anyOtherStatusFails(int status) throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 " + status + " Bad\r\n\r\n")) {
            assertThat(ask(http("/healthz?full=1"), server.port()).next())
                    .isEqualTo("HTTP " + status + " from http://127.0.0.1:" + server.port() + "/healthz?full=1");
        }
    }

    @Test
    void asksForThePathAndClosesTheConnection() throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.0 200 OK\r\n\r\n")) {
            ask(http("/a?b=%20c"), server.port()).next();

            assertThat(server.nextRequest())
                    .isEqualTo("GET /a?b=%20c HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                            + "\r\nUser-Agent: berth-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void passesOverInterimAnswers() throws IOException, InterruptedException {
        String answer = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 500 Sorry\r\n\r\n";
        try (LoopbackServer server = LoopbackServer.answering(answer)) {
            assertThat(ask(http("/"), server.port()).next()).startsWith("HTTP 500 from ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'SSH-2.0-Server\r\n'",
        "''",
        "'HTTP/1.1 OK\r\n'",
        "'HTTP/1.1 099 Odd\r\n'",
        "'HTTP/1.1 103 Hints\r\n\r\n'"
    })
    void whatIsNoHttpFails(String answer) throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering(answer)) {
            assertThat(ask(http("/"), server.port()).next())
                    .isEqualTo("no HTTP answer from http://127.0.0.1:" + server.port() + "/");
        }
    }

    @Test
    void anAnswerWithoutEndIsJudgedByItsStatus() throws IOException, InterruptedException {
        try (LoopbackServer server =
                LoopbackServer.answering("HTTP/1.1 200 OK\r\n\r\nand").thenHanging()) {
            assertThat(ask(http("/"), server.port()).next()).isEqualTo("passing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2"})
    void aServerThatStopsAnsweringTimesOut(String beginning) throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering(beginning).thenHanging()) {
            Events events = ask(http("/"), server.port());
            server.nextRequest();
            timer.advance(TIMEOUT);

            assertThat(events.next()).isEqualTo("timed out after 2 s");
        }
    }

    @Test
    void httpToAClosedPortIsRefused() throws IOException, InterruptedException {
        int port = LoopbackServer.unusedPort();

        assertThat(ask(http("/"), port).next()).isEqualTo("connection refused by 127.0.0.1:" + port);
    }

    @Test
    void tcpPassesWhenAConnectionOpens() throws IOException, InterruptedException {
        try (LoopbackServer server = LoopbackServer.answering("")) {
            assertThat(ask(ProbeCheck.tcp("http"), server.port()).next()).isEqualTo("passing");
        }
    }

    @Test
    void tcpToAClosedPortIsRefused() throws IOException, InterruptedException {
        int port = LoopbackServer.unusedPort();

        assertThat(ask(ProbeCheck.tcp("http"), port).next()).isEqualTo("connection refused by 127.0.0.1:" + port);
    }

    @Test
    void aNameThatDoesNotResolveIsSaid() throws InterruptedException {
        Events events = new Events();
        Probe probe = Probe.builder(ProbeCheck.tcp("http")).failureThreshold(1).build();
        prober.register(
                probe,
                new ProbeTarget("no-such-host.invalid", Map.of("http", 1), Duration.ZERO, false, noCommands),
                events);

        assertThat(events.next()).isEqualTo("unknown host no-such-host.invalid");
    }

    @Test
    void httpsOverAPortWithoutTlsFails() throws IOException, InterruptedException {
        try (LoopbackServer server =
                LoopbackServer.answering("HTTP/1.1 200 OK\r\n\r\n").atOnce()) {
            ProbeCheck https = new ProbeCheck.Http("http", "/", ProbeCheck.Scheme.HTTPS);

            assertThat(ask(https, server.port()).next()).startsWith("TLS fails with 127.0.0.1:" + server.port() + ": ");
        }
    }

    @Test
    void moreHangingProbesThanThreadsAllTimeOut() throws IOException, InterruptedException {
        int count = Prober.MOST_WORKERS + 5;
        try (LoopbackServer server = LoopbackServer.answering("").thenHanging()) {
            List<Events> all = new ArrayList<>();
            for (int probe = 0; probe < count; probe++) {
                all.add(ask(http("/"), server.port()));
            }
            timer.await(Prober.MOST_WORKERS, TIMEOUT);
            timer.advance(TIMEOUT);
            timer.await(count - Prober.MOST_WORKERS, TIMEOUT);
            timer.advance(TIMEOUT);

            for (Events events : all) {
                assertThat(events.next()).isEqualTo("timed out after 2 s");
            }
        }
    }
}
