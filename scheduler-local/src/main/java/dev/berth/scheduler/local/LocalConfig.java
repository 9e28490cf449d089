package dev.berth.scheduler.local;

import dev.berth.scheduler.core.adapter.HomeDirectory;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.storage.Places;
import dev.berth.scheduler.spi.BackendConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the embedded backend.
 *
 * @param stateDirectory where state and logs are; one process at a time has it
 * @param nodes shares of this machine, at least one
 * @param address at which instances are reached
 * @param firstPort the first dynamic port
 * @param lastPort the last dynamic port, one of them too
 * @param logBytes how much of each log file is kept, in bytes
 * @param run where the cluster runs
 * @param secretDirectory where a file for each secret is; empty: {@code secrets} in the state directory
 */
public record LocalConfig(
        Path stateDirectory,
        List<NodeSettings> nodes,
        String address,
        int firstPort,
        int lastPort,
        long logBytes,
        Run run,
        Optional<Path> secretDirectory)
        implements BackendConfig {
    /** The {@code type} that chooses this backend. */
    public static final String TYPE = "local";

    public static final String DEFAULT_ADDRESS = "127.0.0.1";
    public static final int DEFAULT_FIRST_PORT = 21_000;
    public static final int DEFAULT_LAST_PORT = 31_999;
    public static final long DEFAULT_LOG_BYTES = 10L << 20;

    public LocalConfig {
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        nodes = List.copyOf(nodes);
        secretDirectory = secretDirectory.map(path -> path.toAbsolutePath().normalize());
    }

    /** One node, this machine, and all else by default. */
    public static LocalConfig in(Path stateDirectory) {
        return new LocalConfig(
                stateDirectory,
                List.of(ThisMachine.node()),
                DEFAULT_ADDRESS,
                DEFAULT_FIRST_PORT,
                DEFAULT_LAST_PORT,
                DEFAULT_LOG_BYTES,
                Run.EMBEDDED,
                Optional.empty());
    }

    /** Where state is when nothing else is said: {@code $XDG_STATE_HOME/berth/local}, or below {@code ~/.local/state}. */
    public static Path usualDirectory() {
        return LocalSettings.defaultDirectory(
                System.getenv(), HomeDirectory.of(System.getenv()).toString());
    }

    public LocalConfig withNodes(List<NodeSettings> others) {
        return new LocalConfig(stateDirectory, others, address, firstPort, lastPort, logBytes, run, secretDirectory);
    }

    public LocalConfig withPorts(int first, int last) {
        return new LocalConfig(stateDirectory, nodes, address, first, last, logBytes, run, secretDirectory);
    }

    public LocalConfig withSecrets(Path directory) {
        return new LocalConfig(
                stateDirectory, nodes, address, firstPort, lastPort, logBytes, run, Optional.of(directory));
    }

    /** Where what surrounds instances is kept. */
    Places places() {
        Places usual = Places.in(stateDirectory);
        return secretDirectory
                .map(directory -> new Places(stateDirectory, directory))
                .orElse(usual);
    }

    public LocalConfig running(Run where) {
        return in(stateDirectory, where);
    }

    LocalConfig in(Path directory, Run where) {
        return new LocalConfig(directory, nodes, address, firstPort, lastPort, logBytes, where, secretDirectory);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Where the cluster runs. */
    public enum Run {
        /** In this JVM: instances run on when it ends, and are looked after again when it is back. */
        EMBEDDED,
        /** In an agent of its own, which is started when it isn't there. */
        AGENT
    }
}
