package dev.berth.scheduler.core.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of a stored record. Streamed, and the spec handed on as the text it is: a tree in between would cost each
 * command that reads a record more than the reading.
 *
 * @param spec in canonical form
 * @param revisionCreatedAt written only when it is not {@code createdAt}
 */
record RecordContent(String spec, List<NativeObject> rendering, Instant createdAt, Instant revisionCreatedAt) {
    private static final JsonFactory FACTORY = new JsonFactory();

    RecordContent {
        rendering = List.copyOf(rendering);
    }

    static RecordContent of(WorkloadRecord record) {
        return new RecordContent(
                CanonicalSpec.text(record.spec()), record.rendering(), record.createdAt(), record.revisionCreatedAt());
    }

    /** What is kept of it when its workload is to be gone. */
    RecordContent tombstone(Instant now) {
        return new RecordContent(spec, List.of(), now, revisionCreatedAt);
    }

    WorkloadSpec parsedSpec() {
        return CanonicalSpec.parse(spec);
    }

    String toJson() {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeFieldName("spec");
            generator.writeRawValue(spec);
            generator.writeArrayFieldStart("rendering");
            for (NativeObject object : rendering) {
                generator.writeStartObject();
                generator.writeStringField("kind", object.kind());
                generator.writeStringField("name", object.name());
                generator.writeStringField("document", object.document());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeStringField("createdAt", createdAt.toString());
            if (!revisionCreatedAt.equals(createdAt)) {
                generator.writeStringField("revisionCreatedAt", revisionCreatedAt.toString());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't fail to be written", e);
        }
        return out.toString();
    }

    /** Fields it doesn't know are a later format's, which {@code minReader} says this one may read. */
    static RecordContent parse(String json) throws IOException {
        String spec = "";
        List<NativeObject> rendering = List.of();
        String createdAt = "";
        String revisionCreatedAt = "";
        try (JsonParser parser = FACTORY.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "spec" -> spec = raw(parser, json);
                    case "rendering" -> rendering = rendering(parser);
                    case "createdAt" -> createdAt = parser.getText();
                    case "revisionCreatedAt" -> revisionCreatedAt = parser.getText();
                    default -> parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
        }
        if (spec.isEmpty()) {
            throw new IOException("it has no spec");
        }
        return new RecordContent(
                spec,
                rendering,
                Instant.parse(createdAt),
                Instant.parse(revisionCreatedAt.isEmpty() ? createdAt : revisionCreatedAt));
    }

    private static String raw(JsonParser parser, String json) throws IOException {
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        parser.skipChildren();
        return json.substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    private static List<NativeObject> rendering(JsonParser parser) throws IOException {
        List<NativeObject> objects = new ArrayList<>();
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            objects.add(object(parser));
        }
        return objects;
    }

    private static NativeObject object(JsonParser parser) throws IOException {
        String kind = "";
        String name = "";
        String document = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "kind" -> kind = parser.getText();
                case "name" -> name = parser.getText();
                case "document" -> document = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new NativeObject(kind, name, document);
    }

    private static void expect(JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("found " + found + " in place of " + wanted);
        }
    }
}
