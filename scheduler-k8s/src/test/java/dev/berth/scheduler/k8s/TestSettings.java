package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section with the values a test gives it. */
final class TestSettings implements Settings {
    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    TestSettings with(String key, String value) {
        values.put(key, value);
        return this;
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<Integer> wholeNumber(String key) {
        return text(key).map(Integer::valueOf);
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return text(key).map(Boolean::valueOf);
    }

    @Override
    public Optional<Duration> duration(String key) {
        return text(key).map(Duration::parse);
    }

    @Override
    public List<String> texts(String key) {
        return List.of();
    }

    @Override
    public Map<String, String> textMap(String key) {
        return Map.of();
    }

    @Override
    public Optional<Settings> section(String key) {
        return Optional.empty();
    }

    @Override
    public Map<String, Settings> sections(String key) {
        return Map.of();
    }

    @Override
    public void refuse(String key, String message) {
        problems.add(message);
    }
}
