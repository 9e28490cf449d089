package dev.berth.scheduler.benchmarks.harness;

import java.util.List;

/**
 * What was measured again and again.
 *
 * @param values in the order measured, at least one
 */
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one sample");
        }
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double minimum() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double maximum() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
