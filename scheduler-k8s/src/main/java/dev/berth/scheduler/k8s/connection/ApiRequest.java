package dev.berth.scheduler.k8s.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request to an API server. */
public final class ApiRequest {
    private static final String JSON = "application/json";

    /** What a request does, which decides whether it may be sent again. */
    enum Kind {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    private final Kind kind;
    private final String path;
    private final String accept;
    private final String contentType;
    private final byte[] body;

    private ApiRequest(Kind kind, String path, String accept, String contentType, byte[] body) {
        this.kind = kind;
        this.path = path;
        this.accept = accept;
        this.contentType = contentType;
        this.body = body;
    }

    private static ApiRequest write(Kind kind, String path, String contentType, String document) {
        return new ApiRequest(kind, path, JSON, contentType, document.getBytes(StandardCharsets.UTF_8));
    }

    /** A read of {@code path} with its query, such as {@code /api/v1/nodes?limit=500}. */
    public static ApiRequest get(String path) {
        return get(path, JSON);
    }

    /** A read of another form of what is there. */
    public static ApiRequest get(String path, String accept) {
        return new ApiRequest(Kind.GET, path, accept, "", new byte[0]);
    }

    public static ApiRequest post(String path, String document) {
        return write(Kind.POST, path, JSON, document);
    }

    public static ApiRequest put(String path, String document) {
        return write(Kind.PUT, path, JSON, document);
    }

    /** A server-side apply, whose path names the field manager. */
    public static ApiRequest apply(String path, String document) {
        return write(Kind.PATCH, path, "application/apply-patch+yaml", document);
    }

    /** A JSON merge patch. */
    public static ApiRequest merge(String path, String document) {
        return write(Kind.PATCH, path, "application/merge-patch+json", document);
    }

    /** A deletion with its options. */
    public static ApiRequest delete(String path, String options) {
        return write(Kind.DELETE, path, JSON, options);
    }

    String method() {
        return kind.name();
    }

    String path() {
        return path;
    }

    String accept() {
        return accept;
    }

    String contentType() {
        return contentType;
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
