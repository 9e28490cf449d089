package dev.berth.scheduler.local.agent.wire;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An object as it came over the wire. Every method fails with a {@link WireException} that names the field. */
public final class WireObject {
    private final Map<String, Object> fields;

    WireObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The object in a frame's body. */
    public static WireObject parse(byte[] body) throws IOException {
        return Json.parse(body);
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public String text(String name) throws WireException {
        return required(name, String.class);
    }

    public Optional<String> optionalText(String name) throws WireException {
        return Optional.ofNullable(optional(name, String.class));
    }

    public long number(String name) throws WireException {
        return required(name, Long.class);
    }

    public int smallNumber(String name) throws WireException {
        return small(name, number(name));
    }

    public OptionalInt optionalNumber(String name) throws WireException {
        return has(name) ? OptionalInt.of(smallNumber(name)) : OptionalInt.empty();
    }

    public boolean flag(String name) throws WireException {
        return required(name, Boolean.class);
    }

    /** The constant of that name. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) throws WireException {
        String text = text(name);
        E constant = constant(text, type);
        if (constant == null) {
            throw new WireException(name + " (=" + text + ") is not known to this version of Berth");
        }
        return constant;
    }

    /** The constant of that name; {@code unknown} for one that a newer peer has and we don't. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E unknown) throws WireException {
        E constant = constant(text(name), type);
        return constant == null ? unknown : constant;
    }

    private static <E extends Enum<E>> @Nullable E constant(String text, Class<E> type) {
        for (E candidate : type.getEnumConstants()) {
            if (candidate.name().equals(text)) {
                return candidate;
            }
        }
        return null;
    }

    public Optional<Instant> instant(String name) throws WireException {
        if (!has(name)) {
            return Optional.empty();
        }
        List<?> parts = required(name, List.class);
        if (parts.size() == 2 && parts.get(0) instanceof Long seconds && parts.get(1) instanceof Long nanos) {
            try {
                return Optional.of(Instant.ofEpochSecond(seconds, nanos));
            } catch (DateTimeException | ArithmeticException e) {
                throw new WireException(name + " is not a time: " + e.getMessage());
            }
        }
        throw new WireException(name + " is not a time");
    }

    public Map<String, String> textMap(String name) throws WireException {
        Map<String, String> texts = new LinkedHashMap<>();
        Iterator<?> parts = required(name, List.class).iterator();
        while (parts.hasNext()) {
            if (parts.next() instanceof String key && parts.hasNext() && parts.next() instanceof String value) {
                texts.put(key, value);
            } else {
                throw new WireException(name + " is not a list of keys and values");
            }
        }
        return texts;
    }

    public <T> T object(String name, Codec<T> codec) throws IOException {
        return codec.read(required(name, WireObject.class));
    }

    public <T> Optional<T> optionalObject(String name, Codec<T> codec) throws IOException {
        return has(name) ? Optional.of(object(name, codec)) : Optional.empty();
    }

    public <T> List<T> list(String name, Codec<T> codec) throws IOException {
        List<T> values = new ArrayList<>();
        for (Object item : required(name, List.class)) {
            if (!(item instanceof WireObject object)) {
                throw new WireException(name + " is not a list of objects");
            }
            values.add(codec.read(object));
        }
        return values;
    }

    private static int small(String name, long number) throws WireException {
        if (number != (int) number) {
            throw new WireException(name + " (=" + number + ") is out of range");
        }
        return (int) number;
    }

    private <T> T required(String name, Class<T> type) throws WireException {
        T value = optional(name, type);
        if (value == null) {
            throw new WireException(name + " is missing");
        }
        return value;
    }

    private <T> @Nullable T optional(String name, Class<T> type) throws WireException {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new WireException(
                    name + " is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
