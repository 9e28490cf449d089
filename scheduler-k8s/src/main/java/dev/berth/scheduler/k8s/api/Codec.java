package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads objects of one kind out of an answer.
 *
 * @param <T> what is made of one
 */
public final class Codec<T> {
    public static final Codec<PodObject> PODS = new Codec<>(PodObject::read);
    public static final Codec<NodeObject> NODES = new Codec<>(NodeObject::read);
    public static final Codec<ControllerObject> CONTROLLERS = new Codec<>(ControllerObject::read);
    public static final Codec<ManifestObject> MANIFESTS = new Codec<>(ManifestObject::read);
    public static final Codec<ConfigMapObject> CONFIG_MAPS = new Codec<>(ConfigMapObject::read);
    public static final Codec<SecretObject> SECRETS = new Codec<>(SecretObject::read);
    public static final Codec<LeaseObject> LEASES = new Codec<>(LeaseObject::read);

    /** Of any object, also where the server was asked for no more. */
    public static final Codec<ObjectMeta> METADATA = new Codec<>(Codec::metadata);

    private interface ObjectReader<T> {
        T read(JsonFields json) throws IOException;
    }

    private final ObjectReader<T> reader;

    private Codec(ObjectReader<T> reader) {
        this.reader = reader;
    }

    private static ObjectMeta metadata(JsonFields json) throws IOException {
        ObjectMeta[] found = {ObjectParts.NO_METADATA};
        json.each(name -> {
            if (name.equals("metadata")) {
                found[0] = ObjectMeta.read(json);
            } else {
                json.skip();
            }
        });
        return found[0];
    }

    public T one(InputStream text) throws IOException {
        try (JsonFields json = JsonFields.of(text)) {
            return reader.read(json);
        }
    }

    /** Tells each object of a list as soon as it has been read. */
    public Page page(InputStream text, Consumer<? super T> each) throws IOException {
        String[] parts = {"", ""};
        try (JsonFields json = JsonFields.of(text)) {
            json.each(name -> {
                switch (name) {
                    case "metadata" -> json.each(field -> listPart(field, json, parts));
                    case "items" -> json.items(() -> each.accept(reader.read(json)));
                    default -> json.skip();
                }
            });
        }
        return new Page(parts[0], parts[1]);
    }

    private static void listPart(String field, JsonFields json, String[] parts) throws IOException {
        switch (field) {
            case "resourceVersion" -> parts[0] = json.text();
            case "continue" -> parts[1] = json.text();
            default -> json.skip();
        }
    }

    /** An event of a watch. */
    public WatchEvent<T> event(byte[] line, int length) throws IOException {
        String type;
        try (JsonFields json = JsonFields.of(line, length)) {
            String[] found = {""};
            json.each(name -> {
                if (name.equals("type")) {
                    found[0] = json.text();
                } else {
                    json.skip();
                }
            });
            type = found[0];
        }
        return event(type, line, length);
    }

    private WatchEvent<T> event(String type, byte[] line, int length) throws IOException {
        return switch (type) {
            case "ADDED" -> new WatchEvent.Changed<>(WatchEvent.Change.ADDED, object(line, length));
            case "MODIFIED" -> new WatchEvent.Changed<>(WatchEvent.Change.MODIFIED, object(line, length));
            case "DELETED" -> new WatchEvent.Changed<>(WatchEvent.Change.DELETED, object(line, length));
            case "BOOKMARK" -> WatchEvents.bookmark(line, length);
            case "ERROR" -> WatchEvents.failed(line, length);
            default -> throw new UnexpectedAnswerException("an event of a known type was expected");
        };
    }

    private T object(byte[] line, int length) throws IOException {
        try (JsonFields json = JsonFields.of(line, length)) {
            return WatchEvents.object(json, reader::read);
        }
    }

    /**
     * How a list ends.
     *
     * @param resourceVersion from which a watch goes on
     * @param continuation asks for the next page; empty at the last one
     */
    public record Page(String resourceVersion, String continuation) {}
}
