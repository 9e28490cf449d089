package dev.berth.scheduler.k8s.connection;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.concurrent.Executor;

/** Connections to a server as somebody. */
final class Session {
    private final Identity identity;
    private final HttpClient client;
    private final ThreadGroup selector;

    private Session(Identity identity, HttpClient client, ThreadGroup selector) {
        this.identity = identity;
        this.client = client;
        this.selector = selector;
    }

    /** HTTP/1.1, so that a request that is given up takes no other one with it, and a dead connection is left for good. */
    static Session open(Identity identity, Executor executor) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .proxy(identity.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        if ("https".equals(identity.server().getScheme())) {
            builder.sslContext(Tls.context(identity));
        }
        ThreadGroup selector = new ThreadGroup("berth-kubernetes");
        return new Session(identity, Threads.client(builder, selector), selector);
    }

    URI server() {
        return identity.server();
    }

    HttpClient client() {
        return client;
    }

    /** Breaks off what is under way. */
    void end() {
        selector.interrupt();
    }

    /** Makes a request that bears our token. */
    HttpRequest request(ApiRequest request, RequestBody body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(identity.server() + request.path()))
                .setHeader("Accept", request.accept())
                .setHeader("User-Agent", "berth");
        identity.credentials()
                .tokens()
                .token()
                .ifPresent(token -> builder.setHeader("Authorization", "Bearer " + token));
        if (request.isWrite()) {
            builder.setHeader("Content-Type", request.contentType()).method(request.method(), body);
        } else {
            builder.GET();
        }
        return builder.build();
    }

    /** Whether who we are has run out. */
    boolean isOver() {
        return identity.credentials()
                .until()
                .filter(until -> !Instant.now().isBefore(until))
                .isPresent();
    }
}
