package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Documents;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ParsedDocuments;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.core.document.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the fields of a map that this backend wrote; every failure names the field. */
public final class Fields {
    /** Larger than any record: what was written is read again, whatever its size. */
    private static final DocumentLimits LIMITS =
            new DocumentLimits(64 << 20, Integer.MAX_VALUE, 64, Integer.MAX_VALUE, 10);

    private static final Documents DOCUMENTS = new Documents(LIMITS);

    private final String path;
    private final MapNode map;

    private Fields(String path, MapNode map) {
        this.path = path;
        this.map = map;
    }

    /** The one map of a JSON text. */
    public static Fields parse(String json) throws DocumentException {
        return of("", tree(json));
    }

    /** The one value of a JSON text. */
    public static Node tree(String json) throws DocumentException {
        ParsedDocuments parsed =
                DOCUMENTS.parse(Source.of("stored.json", Path.of("/"), json.getBytes(StandardCharsets.UTF_8)));
        if (!parsed.problems().isEmpty()) {
            throw new DocumentException(parsed.problems().get(0).toString());
        }
        return parsed.documents().get(0);
    }

    public static Fields of(String path, Node node) throws DocumentException {
        if (node instanceof MapNode map) {
            return new Fields(path, map);
        }
        throw new DocumentException(path + " is " + node.describe() + ", not a map");
    }

    public boolean has(String name) {
        return map.field(name).isPresent();
    }

    public Node node(String name) throws DocumentException {
        return map.field(name).map(MapField::value).orElseThrow(() -> new DocumentException(at(name) + " is missing"));
    }

    public Fields map(String name) throws DocumentException {
        return of(at(name), node(name));
    }

    public Optional<Fields> optionalMap(String name) throws DocumentException {
        return has(name) ? Optional.of(map(name)) : Optional.empty();
    }

    public String text(String name) throws DocumentException {
        return scalar(at(name), node(name)).text();
    }

    public Optional<String> optionalText(String name) throws DocumentException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) throws DocumentException {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new DocumentException(at(name) + " (='" + text(name) + "') is not a whole number");
        }
    }

    public int wholeNumber(String name) throws DocumentException {
        return Math.toIntExact(number(name));
    }

    public OptionalInt optionalNumber(String name) throws DocumentException {
        return has(name) ? OptionalInt.of(wholeNumber(name)) : OptionalInt.empty();
    }

    public boolean truth(String name) throws DocumentException {
        return text(name).equals("true");
    }

    public Duration duration(String name) throws DocumentException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw new DocumentException(at(name) + " (='" + text(name) + "') is not a duration");
        }
    }

    public <E extends Enum<E>> E constant(String name, Class<E> type) throws DocumentException {
        String text = text(name);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DocumentException(at(name) + " (='" + text + "') is no " + type.getSimpleName());
        }
    }

    public List<String> texts(String name) throws DocumentException {
        return list(name, (at, node) -> scalar(at, node).text());
    }

    /** Empty when there is no such field. */
    public <T> List<T> list(String name, Form<T> form) throws DocumentException {
        if (!has(name)) {
            return List.of();
        }
        if (!(node(name) instanceof ListNode list)) {
            throw new DocumentException(at(name) + " is not a list");
        }
        List<T> values = new ArrayList<>();
        for (Node item : list.items()) {
            values.add(form.read(at(name) + "[" + values.size() + "]", item));
        }
        return values;
    }

    /** Every field, in the order written. */
    public <T> Map<String, T> values(Form<T> form) throws DocumentException {
        Map<String, T> values = new LinkedHashMap<>();
        for (MapField field : map.fields()) {
            values.put(field.name(), form.read(at(field.name()), field.value()));
        }
        return Collections.unmodifiableMap(values);
    }

    public Map<String, String> textMap(String name) throws DocumentException {
        return has(name) ? map(name).values((at, node) -> scalar(at, node).text()) : Map.of();
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public static ScalarNode scalar(String path, Node node) throws DocumentException {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        throw new DocumentException(path + " is " + node.describe() + ", not a single value");
    }

    /**
     * Reads one value.
     *
     * @param <T> what it is
     */
    public interface Form<T> {
        T read(String path, Node node) throws DocumentException;
    }
}
