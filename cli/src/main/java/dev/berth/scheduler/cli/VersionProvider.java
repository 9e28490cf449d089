package dev.berth.scheduler.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Knows the version from the archive's manifest, which Maven writes: it is stated nowhere else. */
final class VersionProvider implements IVersionProvider {
    /** The version of Berth, or {@code (not packaged)} where its classes were not loaded from an archive. */
    static String version() {
        @Nullable String packaged = VersionProvider.class.getPackage().getImplementationVersion();
        return packaged == null ? "(not packaged)" : packaged;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"berth " + version()};
    }
}
