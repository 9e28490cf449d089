package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Documents;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ParsedDocuments;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.PlainScalar;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.core.document.YamlText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Manifests as YAML that {@code kubectl apply -f} takes. Each begins with a marker, so that they can be put one after another. What no
 * reader of YAML 1.1 could misread stands without quotes.
 */
public final class ManifestText {
    private static final String MARKER = "---\n";

    /** What a server takes has 3 MiB, and an escape up to six characters for one. */
    private static final Documents DOCUMENTS =
            new Documents(new DocumentLimits(32 << 20, 32 << 20, 1000, Integer.MAX_VALUE, 1));

    private ManifestText() {}

    public static String write(ObjectNode manifest) {
        return MARKER + YamlText.write(node(manifest));
    }

    /** No manifest has a null. */
    private static Node node(JsonNode value) {
        if (value instanceof ObjectNode object) {
            List<MapField> fields = new ArrayList<>();
            object.properties().forEach(field -> fields.add(MapField.of(field.getKey(), node(field.getValue()))));
            return MapNode.of(fields);
        }
        if (value instanceof ArrayNode array) {
            List<Node> items = new ArrayList<>();
            array.forEach(item -> items.add(node(item)));
            return ListNode.of(items);
        }
        return scalar(value);
    }

    private static Node scalar(JsonNode value) {
        if (value.isTextual()) {
            return ScalarNode.text(value.textValue());
        }
        if (value.isNumber()) {
            // Readers of YAML 1.1 want a sign in an exponent, so there is none.
            return new ScalarNode(Place.NOWHERE, value.decimalValue().toPlainString(), false);
        }
        return ScalarNode.truth(value.booleanValue());
    }

    /**
     * Reads one manifest, as it is written here or as JSON.
     *
     * @throws IllegalArgumentException when {@code text} is neither; the cause tells no values (rule SEC-1)
     */
    public static ObjectNode read(String text) {
        if (text.startsWith("{")) {
            return Json.read(text);
        }
        ParsedDocuments parsed =
                DOCUMENTS.parse(Source.of("manifest.yaml", Path.of(""), text.getBytes(StandardCharsets.UTF_8)));
        if (parsed.problems().isEmpty()
                && parsed.documents().size() == 1
                && parsed.documents().get(0) instanceof MapNode map) {
            return object(map);
        }
        throw new IllegalArgumentException("the document of a native object is no YAML of one object");
    }

    private static ObjectNode object(MapNode map) {
        ObjectNode object = Json.object();
        map.fields().forEach(field -> object.set(field.name(), value(field.value())));
        return object;
    }

    private static JsonNode value(Node node) {
        if (node instanceof MapNode map) {
            return object(map);
        }
        if (node instanceof ListNode list) {
            ArrayNode array = Json.array();
            list.items().forEach(item -> array.add(value(item)));
            return array;
        }
        return node instanceof ScalarNode scalar ? plain(scalar) : NullNode.instance;
    }

    private static JsonNode plain(ScalarNode scalar) {
        boolean text = scalar.quoted() || !PlainScalar.isJson(scalar.text());
        return text ? TextNode.valueOf(scalar.text()) : Json.scalar(scalar.text());
    }
}
