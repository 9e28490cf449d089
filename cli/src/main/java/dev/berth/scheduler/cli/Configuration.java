package dev.berth.scheduler.cli;

import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.adapter.HomeDirectory;
import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.core.config.ConfigReader;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.spi.BackendConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds and reads the configuration: {@code --config}, else {@code BERTH_CONFIG}, else {@code berth/berth.conf} in
 * {@code XDG_CONFIG_HOME} or {@code ~/.config}. Without any it is this machine, and nothing is parsed.
 *
 * <p>A local backend always runs in its agent, whatever the configuration says to embedders: this process ends with
 * its command. Controllers run there for the same reason.
 */
final class Configuration {
    private static final String OVERRIDE = "CONFIG_FORCE_berth";

    private final Map<String, String> environment;

    Configuration(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The backends of the configuration; adapters are looked for only when there is one. */
    Berth open(Optional<Path> configuration) {
        Optional<Path> file = find(configuration);
        if (isAbsent(file)) {
            return Berth.of(thisMachine(BerthConfig.DEFAULT_OWNER), Providers.of(new LocalProvider()));
        }
        Providers adapters = Providers.load();
        return Berth.of(read(file, adapters), adapters);
    }

    BerthConfig read(Optional<Path> configuration) {
        Optional<Path> file = find(configuration);
        return isAbsent(file) ? thisMachine(BerthConfig.DEFAULT_OWNER) : read(file, Providers.load());
    }

    private static BerthConfig read(Optional<Path> file, Providers adapters) {
        ConfigReader reader = new ConfigReader(adapters);
        BerthConfig read = file.isPresent() ? reader.read(file.get()) : reader.readText("");
        return read.backends().isEmpty() ? thisMachine(read.owner()) : inAgents(read);
    }

    private Optional<Path> find(Optional<Path> configuration) {
        return configuration.or(this::stated).or(this::usual);
    }

    /** Whether nothing is configured, by file or by variables that stand in for one. */
    private boolean isAbsent(Optional<Path> file) {
        return file.isEmpty() && !isOverridden();
    }

    /** A loop, because streams cost a short command classes that it otherwise does without. */
    private boolean isOverridden() {
        for (String name : environment.keySet()) {
            if (name.startsWith(OVERRIDE)) {
                return true;
            }
        }
        return false;
    }

    private static BerthConfig thisMachine(String owner) {
        LocalConfig local = LocalConfig.in(LocalConfig.usualDirectory()).running(LocalConfig.Run.AGENT);
        return new BerthConfig(Map.of(LocalConfig.TYPE, local), LocalConfig.TYPE, owner, false);
    }

    private static BerthConfig inAgents(BerthConfig read) {
        Map<String, BackendConfig> backends = new TreeMap<>(read.backends());
        backends.replaceAll((name, backend) ->
                backend instanceof LocalConfig local ? local.running(LocalConfig.Run.AGENT) : backend);
        return new BerthConfig(backends, read.defaultBackend(), read.owner(), false);
    }

    private Optional<Path> stated() {
        return Optional.of(environment.getOrDefault("BERTH_CONFIG", ""))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }

    private Optional<Path> usual() {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = base.startsWith("/")
                ? Path.of(base)
                : HomeDirectory.of(environment).resolve(".config");
        return Optional.of(directory.resolve("berth").resolve("berth.conf")).filter(Files::exists);
    }
}
