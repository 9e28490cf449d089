package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One of few values, each with a name. */
record NameShape<T>(List<T> values, Function<T, String> nameOf) implements Shape<T> {
    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof ScalarNode scalar)) {
            reading.mismatch(node, "one of: " + String.join(", ", names()));
            return Optional.empty();
        }
        Optional<T> value = values.stream()
                .filter(each -> nameOf.apply(each).equals(scalar.text()))
                .findFirst();
        if (value.isEmpty()) {
            reading.refuse(scalar, "is not known" + NearestName.hint(scalar.text(), names()));
        }
        return value;
    }

    private List<String> names() {
        return values.stream().map(nameOf).toList();
    }

    @Override
    public Node write(T value) {
        return ScalarNode.text(nameOf.apply(value));
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return Schemas.object("enum", names());
    }
}
