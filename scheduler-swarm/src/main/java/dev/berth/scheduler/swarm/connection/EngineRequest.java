package dev.berth.scheduler.swarm.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request to whichever manager answers. */
public final class EngineRequest {
    /** What a request does, which decides whether it may be sent again. */
    enum Kind {
        GET,
        POST,
        DELETE
    }

    private final Kind kind;
    private final String path;
    private final byte[] body;

    private EngineRequest(Kind kind, String path, byte[] body) {
        this.kind = kind;
        this.path = path;
        this.body = body;
    }

    /**
     * A read.
     *
     * @param path with its query and without the version, such as {@code /nodes}
     */
    public static EngineRequest get(String path) {
        return new EngineRequest(Kind.GET, path, new byte[0]);
    }

    /** A write of a JSON document. */
    public static EngineRequest post(String path, String document) {
        return new EngineRequest(Kind.POST, path, document.getBytes(StandardCharsets.UTF_8));
    }

    public static EngineRequest delete(String path) {
        return new EngineRequest(Kind.DELETE, path, new byte[0]);
    }

    String method() {
        return kind.name();
    }

    String path() {
        return path;
    }

    byte[] body() {
        return Arrays.copyOf(body, body.length);
    }

    /** Whether it changes something. */
    public boolean isWrite() {
        return kind != Kind.GET;
    }

    /** Without the query and the document. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return kind + " " + (query < 0 ? path : path.substring(0, query));
    }
}
