package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.status.Endpoint;
import java.util.List;

/** Endpoints, one in each row. */
public final class EndpointTable {
    private EndpointTable() {}

    public static Table of(List<Endpoint> endpoints) {
        Table table = Table.of("INSTANCE", "PORT", "ADDRESS", "PROTOCOL", "REACHABLE FROM");
        for (Endpoint endpoint : endpoints) {
            table.row(
                    Cell.of(Names.instance(endpoint.instance())),
                    Cell.of(endpoint.port()),
                    Cell.of(endpoint.authority(), Colour.NAME),
                    Cell.of(Names.word(endpoint.protocol())),
                    Cell.of(Names.word(endpoint.reachable())));
        }
        return table;
    }
}
