package dev.berth.scheduler.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigSyntax;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code berth { default, owner, controller, backends { NAME { type, … } } }}. System properties
 * ({@code -Dberth.default=prod}) win over the environment ({@code CONFIG_FORCE_berth_default}), both over the file.
 * What a file includes has to be there.
 */
public final class ConfigReader {
    private final Providers providers;

    public ConfigReader(Providers providers) {
        this.providers = providers;
    }

    /**
     * Reads a file.
     *
     * @throws RefusedException INVALID, with every problem and its line
     */
    public BerthConfig read(Path file) {
        if (!Files.isReadable(file)) {
            throw RefusedException.invalid("", "configuration " + file + " can't be read or doesn't exist");
        }
        try {
            return resolve(ConfigFactory.parseFile(
                    file.toFile(),
                    RequiredIncludes.options(IncludingText.of(file)).setSyntax(ConfigSyntax.CONF)));
        } catch (ConfigException e) {
            throw refused(e);
        }
    }

    /** Reads a text in HOCON. */
    public BerthConfig readText(String text) {
        try {
            return resolve(ConfigFactory.parseString(text, RequiredIncludes.options(IncludingText.of(text))));
        } catch (ConfigException e) {
            throw refused(e);
        }
    }

    /** Text that is not HOCON is not repeated: what it is made of may be a password. */
    private static RefusedException refused(ConfigException e) {
        ConfigProblems problems = new ConfigProblems();
        String message = e instanceof ConfigException.Parse && !(e instanceof ConfigException.UnresolvedSubstitution)
                ? "the text is not HOCON here or just before; look for a brace, quote, comma or = that is missing or too many"
                : String.valueOf(e.getMessage());
        if (e.origin() == null) {
            problems.add("", message);
        } else {
            problems.add("", message, e.origin());
        }
        return problems.refusal();
    }

    private BerthConfig resolve(Config config) {
        Config overrides = ConfigFactory.systemProperties().withFallback(ConfigFactory.systemEnvironmentOverrides());
        Config own = overrides.withOnlyPath("berth").withFallback(config).resolve();
        ConfigProblems problems = new ConfigProblems();
        HoconSettings root = new HoconSettings("", own.root(), problems);
        BerthConfig read = read(new HoconSettings("berth", section(own), problems));
        new java.util.TreeSet<>(config.root().keySet())
                .stream()
                        .filter(key -> !key.equals("berth"))
                        .forEach(key -> root.refuse(key, "is not a known key here; known is berth"));
        problems.refuseIfAny();
        return read;
    }

    private static com.typesafe.config.ConfigObject section(Config config) {
        return config.hasPath("berth")
                ? config.getObject("berth")
                : ConfigFactory.empty().root();
    }

    private BerthConfig read(HoconSettings settings) {
        Map<String, BackendConfig> backends = new TreeMap<>();
        Map<String, HoconSettings> sections = settings.parts("backends");
        sections.forEach((name, section) -> backend(section).ifPresent(config -> backends.put(name, config)));
        String fallback = sections.size() == 1 ? sections.keySet().iterator().next() : "";
        String chosen = settings.text("default").orElse(fallback);
        if (!(sections.isEmpty() && chosen.isEmpty()) && !sections.containsKey(chosen)) {
            String named = sections.isEmpty() ? "there is none" : String.join(", ", sections.keySet());
            settings.refuse("default", "(=" + chosen + ") must name a backend: " + named);
        }
        BerthConfig config = new BerthConfig(
                backends,
                chosen,
                settings.text("owner").orElse(BerthConfig.DEFAULT_OWNER),
                settings.flag("controller").orElse(true));
        settings.refuseUnknown();
        return config;
    }

    private Optional<BackendConfig> backend(HoconSettings settings) {
        Optional<String> type = settings.text("type");
        if (type.isEmpty()) {
            // What its other keys may be is not known without it.
            settings.refuseOnly("type", "is missing; allowed: " + providers.types());
            return Optional.empty();
        }
        Optional<BackendProvider<?>> provider = providers.find(type.get());
        if (provider.isEmpty()) {
            settings.refuseOnly("type", "(=" + type.get() + ") is not a known type; allowed: " + providers.types());
            return Optional.empty();
        }
        return Optional.of(provider.get().configure(settings));
    }
}
