package dev.berth.scheduler.core.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.scheduler.error.SourcePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON to trees; several values in a text are several documents. */
final class JsonDocuments {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder().build();

    private final String text;
    private final Assembly assembly;

    JsonDocuments(String text, Assembly assembly) {
        this.text = text;
        this.assembly = assembly;
    }

    void read() throws StopReading {
        try (JsonParser parser = FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                assembly.document(value(parser, Place.root(position(parser))));
            }
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            int line = location == null ? 1 : location.getLineNr();
            int column = location == null ? 1 : location.getColumnNr();
            throw assembly.stop(line, column, "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't fail to be read", e);
        }
    }

    private Node value(JsonParser parser, Place place) throws IOException, StopReading {
        assembly.count(place);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return new NullNode(place);
        }
        if (token.isScalarValue()) {
            return assembly.scalar(place, parser.getText(), token == JsonToken.VALUE_STRING);
        }
        assembly.enter(place);
        Node node = token == JsonToken.START_OBJECT ? map(parser, place) : list(parser, place);
        assembly.leave();
        return node;
    }

    private Node list(JsonParser parser, Place place) throws IOException, StopReading {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, place.item(items.size(), position(parser))));
        }
        return new ListNode(place, items);
    }

    private Node map(JsonParser parser, Place place) throws IOException, StopReading {
        FieldCollector fields = new FieldCollector(assembly);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place named = place.field(name, position(parser));
            assembly.count(named);
            parser.nextToken();
            fields.add(new MapField(name, named, value(parser, named.movedTo(position(parser)))));
        }
        return new MapNode(place, fields.fields());
    }

    private SourcePosition position(JsonParser parser) {
        JsonLocation location = parser.currentTokenLocation();
        return assembly.position(location.getLineNr(), location.getColumnNr());
    }
}
