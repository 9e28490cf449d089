package dev.berth.scheduler.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.berth.scheduler.error.RefusedException;
import java.io.File;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is included and not there. The library leaves it out without a word, and HOCON has words to require an
 * include and none to make it optional: so every include is as if it were written {@code include required(...)}.
 *
 * <p>For one reading, by one thread: it keeps which text stands in which, as the library doesn't tell the line.
 */
final class RequiredIncludes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {
    private final Deque<IncludingText> open;
    private final @Nullable ConfigIncluder library;

    private RequiredIncludes(Deque<IncludingText> open, @Nullable ConfigIncluder library) {
        this.open = open;
        this.library = library;
    }

    /** For reading {@code text}, and what it includes. */
    static ConfigParseOptions options(IncludingText text) {
        Deque<IncludingText> open = new ArrayDeque<>();
        open.push(text);
        return ConfigParseOptions.defaults().setIncluder(new RequiredIncludes(open, null));
    }

    /** The library gives its own includer, each time it reads another text; once is enough. */
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return library == null && fallback != this ? new RequiredIncludes(open, fallback) : this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return required(context, what, required -> library().include(required, what));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return required(
                context, what.getPath(), required -> ((ConfigIncluderFile) library()).includeFile(required, what));
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return required(
                context, what, required -> ((ConfigIncluderClasspath) library()).includeResources(required, what));
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return required(
                context, what.toString(), required -> ((ConfigIncluderURL) library()).includeURL(required, what));
    }

    private ConfigIncluder library() {
        return Objects.requireNonNull(library, "the library gives its own before it reads");
    }

    private ConfigObject required(
            ConfigIncludeContext context, String name, Function<ConfigIncludeContext, ConfigObject> reading) {
        IncludingText including = open.element();
        open.push(IncludingText.included(context, name));
        try {
            return reading.apply(context.setParseOptions(context.parseOptions().setAllowMissing(false)));
        } catch (ConfigException.IO e) {
            RefusedException refused = RefusedException.of(List.of(including.missing(name)));
            refused.addSuppressed(e);
            throw refused;
        } finally {
            open.pop();
        }
    }
}
