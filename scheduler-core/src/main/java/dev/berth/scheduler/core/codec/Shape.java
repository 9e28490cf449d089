package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.Optional;

/**
 * The one definition of how a type stands in a document: reader, writer and schema follow from it.
 *
 * <p>Invariant: what {@link #write} writes, {@link #read} reads back as an equal value, without a problem.
 */
interface Shape<T> {
    /** The value, or empty when a problem was told to {@code reading}. */
    Optional<T> read(Node node, Reading reading);

    /** The canonical form. */
    Node write(T value);

    /** A JSON Schema of every form that is read. */
    MapNode schema(Schemas schemas);
}
