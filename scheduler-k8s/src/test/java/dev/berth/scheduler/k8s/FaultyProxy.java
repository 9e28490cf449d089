package dev.berth.scheduler.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Plain HTTP on loopback that leads to the lab's API server as its administrator, and that a seed makes bad: what is asked gets
 * lost, is late, is not answered, or is answered by half. Thread-safe.
 */
final class FaultyProxy implements AutoCloseable {
    private static final int FATES = 12;
    private static final long LONGEST_DELAY_NANOS = 20_000_000;
    private static final int FIRST_REFUSED = 300;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client;
    private final String authorization;
    private final Random chances;
    private final List<Written> written = new ArrayList<>();

    /**
     * What the server has carried out.
     *
     * @param path without the query
     */
    record Written(String method, String path, String body) {}

    /** Listens. */
    FaultyProxy(long seed) throws IOException, GeneralSecurityException {
        this.chances = new Random(seed);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(Path.of(Lab.value("CA"))))
                .build();
        this.authorization =
                "Bearer " + Files.readString(Path.of(Lab.value("TOKEN"))).strip();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "lab", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** How an adapter asks by it. */
    KubernetesConfig config() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new KubernetesConfig(
                new KubernetesConfig.Server(address, Optional.empty(), Optional.empty(), Optional.empty(), true));
    }

    /** Those since this was asked last, in order. */
    synchronized List<Written> written() {
        List<Written> all = List.copyOf(written);
        written.clear();
        return all;
    }

    private synchronized int fate() {
        return chances.nextInt(FATES);
    }

    /** Whoever is left without an answer sees that the connection is closed. */
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (fate()) {
                case 0 -> {}
                case 1 -> forward(exchange, body);
                case 2 -> {
                    HttpResponse<byte[]> answer = forward(exchange, body);
                    answer(exchange, answer, answer.body().length / 2);
                }
                case 3 -> {
                    LockSupport.parkNanos(LONGEST_DELAY_NANOS);
                    answer(exchange, forward(exchange, body), Integer.MAX_VALUE);
                }
                default -> answer(exchange, forward(exchange, body), Integer.MAX_VALUE);
            }
        }
    }

    /** At most so many bytes of it. */
    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int most) throws IOException {
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, Math.min(most, body.length));
        out.flush();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        URI asked = exchange.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Lab.value("SERVER") + asked))
                .header("Authorization", authorization)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Accept", "Content-Type", "User-Agent")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (!method.equals("GET") && answer.statusCode() < FIRST_REFUSED && !isTrial(asked)) {
                note(new Written(method, asked.getPath(), new String(body, StandardCharsets.UTF_8)));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static boolean isTrial(URI asked) {
        return Optional.ofNullable(asked.getQuery()).orElse("").contains("dryRun");
    }

    private synchronized void note(Written one) {
        written.add(one);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
