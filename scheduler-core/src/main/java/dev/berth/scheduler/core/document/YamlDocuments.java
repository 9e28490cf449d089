package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML to trees, over the events of the parser on which Jackson's YAML module stands. Jackson's tokens don't tell a
 * quoted scalar from a plain one, nor the text {@code True} from {@code true}, and hide a tag or an anchor on a name.
 *
 * <p>Anchors, aliases, merge keys and tags are refused: what a workload is must be readable where it stands, and a few
 * lines of aliases can expand to gigabytes.
 */
final class YamlDocuments {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final String INSTEAD =
            "; write the value out, or share it through `defaults` of `kind: Application`";

    private final String text;
    private final Assembly assembly;
    private final Parser parser;
    private boolean saidWhatInstead;

    YamlDocuments(String text, Assembly assembly) {
        this.text = text;
        this.assembly = assembly;
        LoaderOptions options = new LoaderOptions();
        // The text's size was checked in bytes; the parser's own limit would only tell it worse.
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    void read() throws StopReading {
        refuseCharacters();
        refuseLongLines();
        try {
            while (parser.checkEvent(Event.ID.StreamStart)
                    || parser.checkEvent(Event.ID.DocumentStart)
                    || parser.checkEvent(Event.ID.DocumentEnd)) {
                if (parser.getEvent().is(Event.ID.DocumentStart)) {
                    assembly.document(document());
                }
            }
        } catch (MarkedYAMLException e) {
            throw syntaxError(e);
        } catch (YAMLException e) {
            throw assembly.stop(1, 1, "is not YAML: " + e.getMessage());
        }
    }

    private void refuseCharacters() throws StopReading {
        int index = YamlCharacters.firstRefused(text);
        if (index >= 0) {
            String character = String.format("U+%04X", (int) text.charAt(index));
            throw stop(
                    index,
                    "the character " + character + " can't stand in YAML as it is; escape it within double quotes");
        }
    }

    private void refuseLongLines() throws StopReading {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int length = (end < 0 ? text.length() : end) - start;
            if (length > assembly.longestLine()) {
                throw stop(
                        start,
                        "the line has " + length + " characters; at most " + assembly.longestLine() + " are read");
            }
            start += length + 1;
        }
    }

    private StopReading stop(int index, String message) {
        TextPosition position = TextPosition.of(text, index);
        return assembly.stop(position.line(), position.column(), message);
    }

    private StopReading syntaxError(MarkedYAMLException error) {
        Mark mark = error.getProblemMark() == null ? error.getContextMark() : error.getProblemMark();
        String context =
                error.getContext() == null ? "" : " (" + error.getContext().strip() + ")";
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        return assembly.stop(line, column, "is not YAML: " + error.getProblem() + context);
    }

    private Node document() throws StopReading {
        Event event = parser.getEvent();
        return value(event, Place.root(position(event)));
    }

    private Node value(Event event, Place place) throws StopReading {
        assembly.count(place);
        if (event.is(Event.ID.Alias)) {
            assembly.problem(place, "an alias (*" + ((NodeEvent) event).getAnchor() + ") is not taken" + instead());
            return new UnreadableNode(place);
        }
        refuseAnchor(event, place);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place);
        }
        refuseTag(((CollectionStartEvent) event).getTag(), place);
        assembly.enter(place);
        Node node = event.is(Event.ID.MappingStart) ? map(place) : list(place);
        assembly.leave();
        return node;
    }

    /** Said once: a file that has one of them often has many. */
    private String instead() {
        String hint = saidWhatInstead ? "" : INSTEAD;
        saidWhatInstead = true;
        return hint;
    }

    private Node scalar(ScalarEvent scalar, Place place) {
        refuseTag(scalar.getTag(), place);
        if (scalar.isPlain() && NULLS.contains(scalar.getValue())) {
            return new NullNode(place);
        }
        return assembly.scalar(place, scalar.getValue(), !scalar.isPlain());
    }

    private Node list(Place place) throws StopReading {
        List<Node> items = new ArrayList<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            items.add(value(event, place.item(items.size(), position(event))));
        }
        return new ListNode(place, items);
    }

    private Node map(Place place) throws StopReading {
        FieldCollector fields = new FieldCollector(assembly);
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            field(event, place, fields);
        }
        return new MapNode(place, fields.fields());
    }

    private void field(Event event, Place map, FieldCollector fields) throws StopReading {
        if (!(event instanceof ScalarEvent key)) {
            Place place = map.field("?", position(event));
            assembly.problem(place, "a field's name must be text");
            value(event, place);
            Event ignored = parser.getEvent();
            value(ignored, map.field("?", position(ignored)));
            return;
        }
        Place name = map.field(key.getValue(), position(key));
        assembly.count(name);
        refuseAnchor(key, name);
        refuseTag(key.getTag(), name);
        Event next = parser.getEvent();
        Node value = value(next, name.movedTo(position(next)));
        if (key.isPlain() && key.getValue().equals("<<")) {
            assembly.problem(name, "a merge key is not taken" + instead());
        } else {
            fields.add(new MapField(key.getValue(), name, value));
        }
    }

    private void refuseAnchor(Event event, Place place) {
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            assembly.problem(place, "an anchor (&" + anchor + ") is not taken" + instead());
        }
    }

    private void refuseTag(@Nullable String tag, Place place) {
        if (tag != null) {
            assembly.problem(place, "a tag (" + tag + ") is not taken; write text in double quotes instead");
        }
    }

    private SourcePosition position(Event event) {
        return assembly.position(
                event.getStartMark().getLine() + 1, event.getStartMark().getColumn() + 1);
    }
}
