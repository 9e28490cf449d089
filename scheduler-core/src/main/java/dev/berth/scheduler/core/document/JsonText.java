package dev.berth.scheduler.core.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Trees to JSON, the same text for the same tree on every machine. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder().build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private JsonText() {}

    /** On one line, without blanks. */
    public static String compact(Node node) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't fail to be written", e);
        }
        return out.toString();
    }

    /** Indented by two, with a line break at the end. */
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
        return out.toString();
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
