package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Phase;

/** States as cells: green is well, yellow is on its way, red wants somebody to look. */
final class Phases {
    private Phases() {}

    static Cell cell(Phase phase) {
        return Cell.of(phase.name(), colour(phase));
    }

    static Cell cell(InstanceState state) {
        return Cell.of(state.name(), colour(state));
    }

    static Cell cell(Node node) {
        String text = node.state().name();
        return node.schedulable()
                ? Cell.of(text, node.state() == Node.State.READY ? Colour.GOOD : Colour.BAD)
                : Cell.of(text + (node.draining() ? ",DRAINING" : ",CORDONED"), Colour.BUSY);
    }

    static Cell ready(Instance instance) {
        return instance.ready() ? Cell.of("yes", Colour.GOOD) : Cell.of("no");
    }

    private static Colour colour(Phase phase) {
        return switch (phase) {
            case STABLE, COMPLETED -> Colour.GOOD;
            case PENDING, PROGRESSING, PAUSED, CANCELLED, REMOVING -> Colour.BUSY;
            case DEGRADED, FAILED, UNKNOWN -> Colour.BAD;
        };
    }

    private static Colour colour(InstanceState state) {
        return switch (state) {
            case RUNNING, COMPLETED -> Colour.GOOD;
            case PENDING, STARTING, STOPPING -> Colour.BUSY;
            case FAILED, LOST, UNKNOWN -> Colour.BAD;
        };
    }
}
