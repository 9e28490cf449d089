package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parts of events that every watch has. */
final class WatchEvents {
    private WatchEvents() {}

    /**
     * Makes something of the object of an event.
     *
     * @param <T> what is made
     */
    interface Reader<T> {
        T read(JsonFields json) throws IOException;
    }

    static <T> T object(JsonFields event, Reader<T> reader) throws IOException {
        List<T> found = new ArrayList<>(1);
        event.each(name -> {
            if (name.equals("object")) {
                found.add(reader.read(event));
            } else {
                event.skip();
            }
        });
        if (found.isEmpty()) {
            throw new UnexpectedAnswerException("an object was expected");
        }
        return found.get(0);
    }

    static <T> WatchEvent<T> bookmark(byte[] line, int length) throws IOException {
        try (JsonFields json = JsonFields.of(line, length)) {
            ObjectMeta[] metadata = {ObjectParts.NO_METADATA};
            boolean unused = object(json, object -> {
                object.each(name -> {
                    if (name.equals("metadata")) {
                        metadata[0] = ObjectMeta.read(object);
                    } else {
                        object.skip();
                    }
                });
                return true;
            });
            boolean end = metadata[0].annotations().containsKey("k8s.io/initial-events-end");
            return new WatchEvent.Bookmark<>(metadata[0].resourceVersion(), end);
        }
    }

    static <T> WatchEvent<T> failed(byte[] line, int length) throws IOException {
        try (JsonFields json = JsonFields.of(line, length)) {
            int[] code = {0};
            String[] message = {""};
            boolean unused = object(json, status -> {
                status.each(name -> {
                    switch (name) {
                        case "code" -> code[0] = status.number();
                        case "message" -> message[0] = status.text();
                        default -> status.skip();
                    }
                });
                return true;
            });
            return new WatchEvent.Failed<>(code[0], message[0]);
        }
    }
}
