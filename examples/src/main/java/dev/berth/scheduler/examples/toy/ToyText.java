package dev.berth.scheduler.examples.toy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the server keeps under a name: {@code key=value} lines, an empty line, and a body.
 *
 * @param head without line breaks
 * @param body any text
 */
public record ToyText(SortedMap<String, String> head, String body) {
    static ToyText of(Map<String, String> head, String body) {
        return new ToyText(new TreeMap<>(head), body);
    }

    static ToyText parse(String text) {
        int empty = text.indexOf("\n\n");
        SortedMap<String, String> head = new TreeMap<>();
        text.substring(0, empty).lines().forEach(line -> {
            int equals = line.indexOf('=');
            head.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return new ToyText(head, text.substring(empty + 2));
    }

    String get(String key) {
        return head.getOrDefault(key, "");
    }

    int number(String key) {
        return Integer.parseInt(get(key));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        head.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.append('\n').append(body).toString();
    }
}
