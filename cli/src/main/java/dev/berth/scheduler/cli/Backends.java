package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.BerthOpener;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.core.config.ConfigReader;
import dev.berth.scheduler.core.config.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Opens what the configuration says: {@code --config}, else {@code BERTH_CONFIG}, else {@code berth/berth.conf} in
 * {@code XDG_CONFIG_HOME} or {@code ~/.config}. Without any, this machine through its agent: then nothing is parsed.
 */
final class Backends implements BerthOpener {
    private static final String OVERRIDE = "CONFIG_FORCE_berth";

    private final Map<String, String> environment;

    Backends(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Berth open(Optional<Path> configuration) {
        return Berth.of(configured(configuration));
    }

    private BerthConfig configured(Optional<Path> configuration) {
        Optional<Path> file = configuration.or(this::stated).or(this::usual);
        if (file.isEmpty() && environment.keySet().stream().noneMatch(name -> name.startsWith(OVERRIDE))) {
            return new BerthConfig(Map.of(), "", BerthConfig.DEFAULT_OWNER, false);
        }
        ConfigReader reader = new ConfigReader(Providers.load());
        BerthConfig read = file.isPresent() ? reader.read(file.get()) : reader.readText("");
        return new BerthConfig(read.backends(), read.defaultBackend(), read.owner(), false);
    }

    private Optional<Path> stated() {
        return Optional.of(environment.getOrDefault("BERTH_CONFIG", ""))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }

    private Optional<Path> usual() {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = base.startsWith("/") ? Path.of(base) : home().resolve(".config");
        return Optional.of(directory.resolve("berth").resolve("berth.conf")).filter(Files::exists);
    }

    /** HOME as the shell sees it; the JVM's own idea of it comes from the user database and ignores the variable. */
    private Path home() {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
    }
}
