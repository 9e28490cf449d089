package dev.berth.scheduler.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.berth.scheduler.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Settings over a HOCON object. */
final class HoconSettings implements Settings {
    private final String path;
    private final ConfigObject object;
    private final ConfigProblems problems;
    private final Set<String> asked = new TreeSet<>();
    private final List<HoconSettings> parts = new ArrayList<>();

    HoconSettings(String path, ConfigObject object, ConfigProblems problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    @Override
    public Optional<String> text(String key) {
        return read(key, "a text", config -> config.getString(quoted(key)));
    }

    @Override
    public Optional<Integer> wholeNumber(String key) {
        return read(key, "a whole number", config -> config.getInt(quoted(key)));
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return read(key, "true or false", config -> config.getBoolean(quoted(key)));
    }

    @Override
    public Optional<Duration> duration(String key) {
        return read(key, "a duration such as 10s", config -> config.getDuration(quoted(key)));
    }

    @Override
    public List<String> texts(String key) {
        return read(key, "a list of texts", config -> List.copyOf(config.getStringList(quoted(key))))
                .orElse(List.of());
    }

    @Override
    public Map<String, String> textMap(String key) {
        return read(key, "a map of texts", config -> texts(config.getObject(quoted(key))))
                .orElse(Map.of());
    }

    private static Map<String, String> texts(ConfigObject map) {
        Map<String, String> texts = new TreeMap<>();
        map.forEach((name, value) -> texts.put(name, map.toConfig().getString(quoted(name))));
        return Collections.unmodifiableMap(texts);
    }

    @Override
    public Optional<Settings> section(String key) {
        return read(key, "a section", config -> part(key, config.getObject(quoted(key))));
    }

    @Override
    public Map<String, Settings> sections(String key) {
        return new LinkedHashMap<>(parts(key));
    }

    /** {@link #sections}, in their own type. */
    Map<String, HoconSettings> parts(String key) {
        Map<String, HoconSettings> sections = new LinkedHashMap<>();
        Optional<ConfigObject> all = read(key, "a section of sections", config -> config.getObject(quoted(key)));
        all.ifPresent(map -> new TreeMap<>(map).forEach((name, value) -> {
            if (value instanceof ConfigObject section) {
                sections.put(name, part(key + "." + name, section));
            } else {
                problems.add(path(key) + "." + name, "must be a section", value.origin());
            }
        }));
        return sections;
    }

    @Override
    public void refuse(String key, String message) {
        ConfigValue value = object.get(key);
        problems.add(path(key), message, value == null ? object.origin() : value.origin());
    }

    /** Refuses a key that all others hang on: nothing else is said of this section. */
    void refuseOnly(String key, String message) {
        refuse(key, message);
        asked.addAll(object.keySet());
    }

    /** Adds a problem for each key that nobody asked for, here and in the sections below. */
    void refuseUnknown() {
        Set<String> unknown = new HashSet<>(object.keySet());
        unknown.removeAll(asked);
        for (String key : new TreeSet<>(unknown)) {
            refuse(key, "is not a known key here; known are " + String.join(", ", asked));
        }
        parts.forEach(HoconSettings::refuseUnknown);
    }

    private HoconSettings part(String key, ConfigObject section) {
        HoconSettings part = new HoconSettings(path(key), section, problems);
        parts.add(part);
        return part;
    }

    private <T> Optional<T> read(String key, String allowed, Function<Config, T> reader) {
        asked.add(key);
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(object.toConfig()));
        } catch (ConfigException e) {
            // The value itself is not repeated: a setting may be a password.
            problems.add(
                    path(key),
                    "must be " + allowed + ", not a " + value.valueType().name().toLowerCase(java.util.Locale.ROOT)
                            + " that isn't one",
                    value.origin());
            return Optional.empty();
        }
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String quoted(String key) {
        return ConfigUtil.joinPath(key);
    }
}
