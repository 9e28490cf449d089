package dev.berth.scheduler.benchmarks.harness;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements as they come in, for people and for machines. */
public final class Report {
    private final List<Measurement> measurements = new ArrayList<>();
    private final PrintStream out;

    public Report(PrintStream out) {
        this.out = out;
    }

    public void add(Measurement measurement) {
        measurements.add(measurement);
        out.println(line(measurement));
    }

    /** Whether every target was reached. */
    public boolean passed() {
        return measurements.stream().allMatch(Measurement::passed);
    }

    private static String line(Measurement measurement) {
        String target = measurement.hasTarget() ? "<= " + number(measurement.target(), measurement.unit()) : "";
        String verdict = !measurement.hasTarget() ? "" : measurement.passed() ? "pass" : "MISS";
        return String.format(
                Locale.ROOT,
                "%-44s %14s  %-14s %-4s  %s",
                measurement.name(),
                number(measurement.value(), measurement.unit()),
                target,
                verdict,
                measurement.detail());
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, value < 1000 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    /** Writes all of it as JSON. */
    public void write(Path file) throws IOException {
        List<Node> lines = new ArrayList<>();
        measurements.forEach(measurement -> lines.add(node(measurement)));
        MapNode document =
                MapNode.of(List.of(MapField.of("machine", machine()), MapField.of("measurements", ListNode.of(lines))));
        Files.writeString(file, JsonText.pretty(document) + "\n", StandardCharsets.UTF_8);
    }

    private static MapNode machine() {
        return MapNode.of(List.of(
                MapField.of("processors", ScalarNode.number(Runtime.getRuntime().availableProcessors())),
                MapField.of("java", ScalarNode.text(Runtime.version().toString())),
                MapField.of(
                        "os",
                        ScalarNode.text(System.getProperty("os.name") + " " + System.getProperty("os.version")))));
    }

    private static MapNode node(Measurement measurement) {
        List<MapField> fields = new ArrayList<>(List.of(
                MapField.of("name", ScalarNode.text(measurement.name())),
                MapField.of("value", decimal(measurement.value())),
                MapField.of("unit", ScalarNode.text(measurement.unit()))));
        if (measurement.hasTarget()) {
            fields.add(MapField.of("target", decimal(measurement.target())));
            fields.add(MapField.of("passed", ScalarNode.truth(measurement.passed())));
        }
        fields.add(MapField.of("detail", ScalarNode.text(measurement.detail())));
        return MapNode.of(fields);
    }

    private static ScalarNode decimal(double value) {
        return new ScalarNode(Place.NOWHERE, String.format(Locale.ROOT, "%.3f", value), false);
    }
}
