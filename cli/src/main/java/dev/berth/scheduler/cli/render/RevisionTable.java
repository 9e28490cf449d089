package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.status.Revision;
import java.util.List;

/** The revisions of a workload, one in each row. */
public final class RevisionTable {
    private RevisionTable() {}

    public static Table of(List<Revision> revisions) {
        Table table = Table.of("REVISION", "VERSION", "CREATED", "DIGEST");
        for (Revision revision : revisions) {
            table.row(
                    Cell.of(Long.toString(revision.number()), Colour.NAME),
                    Cell.of(revision.version().toString()),
                    Cell.of(Names.time(revision.createdAt())),
                    Cell.of(revision.digest()));
        }
        return table;
    }

    /** With all of its spec. */
    public static MapNode document(Revision revision) {
        return new Fields()
                .number("revision", revision.number())
                .text("version", revision.version().toString())
                .text("createdAt", revision.createdAt().toString())
                .text("digest", revision.digest())
                .node("spec", new SpecCodec().document(revision.spec()))
                .map();
    }
}
