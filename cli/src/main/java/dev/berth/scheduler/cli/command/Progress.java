package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.console.LiveLines;
import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.console.TerminalSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows how far things are: redrawn on a terminal, elsewhere each line when it has changed. */
abstract class Progress implements AutoCloseable {
    static Progress on(Output output, Map<String, String> environment) throws InterruptedException {
        return output.isTerminal() ? new Live(output, TerminalSize.columns(environment)) : new Plain(output);
    }

    abstract void show(List<String> lines);

    @Override
    public void close() {}

    private static final class Live extends Progress {
        /** More lines than a terminal has could not be taken back. */
        private static final int MOST = 15;

        private final LiveLines live;

        Live(Output output, int columns) {
            this.live = new LiveLines(output, columns);
        }

        @Override
        void show(List<String> lines) {
            if (lines.size() <= MOST) {
                live.show(lines);
                return;
            }
            List<String> shown = new ArrayList<>(lines.subList(0, MOST));
            shown.add("... and " + (lines.size() - MOST) + " more");
            live.show(shown);
        }

        @Override
        public void close() {
            live.clear();
        }
    }

    private static final class Plain extends Progress {
        private final Output output;
        private Set<String> last = Set.of();

        Plain(Output output) {
            this.output = output;
        }

        @Override
        void show(List<String> lines) {
            for (String line : lines) {
                if (!last.contains(line)) {
                    output.line(line);
                }
            }
            last = new HashSet<>(lines);
        }
    }
}
