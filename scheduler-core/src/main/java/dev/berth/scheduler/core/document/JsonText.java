package dev.berth.scheduler.core.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.berth.scheduler.error.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Trees to JSON, the same text for the same tree on every machine. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder().build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private JsonText() {}

    /** {@link #compact} to be shown: what could act on a terminal or mislead a reader is an escape. */
    public static String line(Node node) {
        return escaped(compact(node));
    }

    /** On one line, without blanks; every character that JSON lets stand for itself does, for digests go by it. */
    public static String compact(Node node) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't fail to be written", e);
        }
        return out.toString();
    }

    /** {@link #line}, but indented by two and with a line break at the end. */
    public static String pretty(Node node) {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter(separators)
                    .withArrayIndenter(INDENTER)
                    .withObjectIndenter(INDENTER));
            write(node, generator);
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't fail to be written", e);
        }
        return escaped(out.toString());
    }

    /** Beyond ASCII there is nothing but what stands in quotes, where JSON takes an escape for any character. */
    private static String escaped(String json) {
        if (json.codePoints().allMatch(JsonText::isPlain)) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(point -> {
            if (isPlain(point)) {
                out.appendCodePoint(point);
            } else {
                Printable.append(out, point);
            }
        });
        return out.toString();
    }

    private static boolean isPlain(int point) {
        return point < 0x7f || Printable.isPlain(point);
    }

    private static void write(Node node, JsonGenerator generator) throws IOException {
        if (node instanceof MapNode map) {
            generator.writeStartObject();
            for (MapField field : map.fields()) {
                generator.writeFieldName(field.name());
                write(field.value(), generator);
            }
            generator.writeEndObject();
        } else if (node instanceof ListNode list) {
            generator.writeStartArray();
            for (Node item : list.items()) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (node instanceof ScalarNode scalar) {
            writeScalar(scalar, generator);
        } else {
            generator.writeNull();
        }
    }

    private static void writeScalar(ScalarNode scalar, JsonGenerator generator) throws IOException {
        if (scalar.quoted() || !PlainScalar.isJson(scalar.text())) {
            generator.writeString(scalar.text());
        } else {
            generator.writeRawValue(scalar.text());
        }
    }
}
