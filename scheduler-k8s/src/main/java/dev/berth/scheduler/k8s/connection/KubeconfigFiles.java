package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several kubeconfigs as one: of each name what the first file says that has it, and so the current context. */
final class KubeconfigFiles {
    private static final Pattern LINE = Pattern.compile("line:? (\\d{1,9}), column");

    private final List<Path> files;
    private final Map<String, KubeconfigEntry<Context>> contexts = new TreeMap<>();
    private final Map<String, KubeconfigEntry<Cluster>> clusters = new TreeMap<>();
    private final Map<String, KubeconfigEntry<AuthInfo>> users = new TreeMap<>();
    private Optional<String> current = Optional.empty();

    private KubeconfigFiles(List<Path> files) {
        this.files = files;
    }

    /** Those that aren't there say nothing, unless none is. */
    static KubeconfigFiles read(List<Path> files) {
        List<Path> there = files.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            String names = files.stream().map(Path::toString).collect(Collectors.joining(", "));
            throw unusable(names + (files.size() == 1 ? " is" : " are") + " not there: name a kubeconfig, or a server");
        }
        KubeconfigFiles all = new KubeconfigFiles(there);
        there.forEach(file -> all.add(file, parsed(file)));
        return all;
    }

    /** All that it may throw, some of which is its YAML reader's own, quotes the file, tokens included. */
    private static Config parsed(Path file) {
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) {
            throw unusable(file + " can't be read as kubeconfig" + place(e));
        }
    }

    /** Of whatever read it, the last line that it names is the one where the problem is. */
    private static String place(Throwable failure) {
        String place = "";
        for (Throwable cause = failure; cause != null && place.isEmpty(); cause = cause.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
            while (line.find()) {
                place = ": see line " + line.group(1);
            }
        }
        return place;
    }

    private void add(Path file, Config config) {
        each("context", file, config.getContexts(), one -> one.getName(), one -> one.getContext(), contexts);
        each("cluster", file, config.getClusters(), one -> one.getName(), one -> one.getCluster(), clusters);
        each("user", file, config.getUsers(), one -> one.getName(), one -> one.getUser(), users);
        current = current.or(() -> KubeconfigEntry.text(config.getCurrentContext()));
    }

    private static <N, T> void each(
            String kind,
            Path file,
            @Nullable List<N> named,
            Function<N, @Nullable String> name,
            Function<N, @Nullable T> value,
            Map<String, KubeconfigEntry<T>> into) {
        Set<String> names = new HashSet<>();
        for (N one : named == null ? List.<N>of() : named) {
            String key = KubeconfigEntry.text(name.apply(one))
                    .orElseThrow(() -> unusable(file + " has a " + kind + " without a name"));
            T content = value.apply(one);
            if (content == null) {
                throw unusable(kind + " '" + key + "' in " + file + " is empty");
            }
            if (!names.add(key)) {
                throw unusable(kind + " '" + key + "' is in " + file + " twice");
            }
            into.putIfAbsent(key, new KubeconfigEntry<>(kind, key, file, content));
        }
    }

    /** The one that is wanted; the current one if none is. */
    KubeconfigEntry<Context> context(Optional<String> wanted) {
        String name = wanted.or(() -> current)
                .orElseThrow(() -> unusable(files + " has no current context: name one of its contexts"));
        return Optional.ofNullable(contexts.get(name))
                .orElseThrow(() ->
                        unusable("context (=" + name + ") is not in " + files + ", which has " + contexts.keySet()));
    }

    KubeconfigEntry<Cluster> cluster(KubeconfigEntry<Context> context) {
        return named(context, "cluster", context.value().getCluster(), clusters);
    }

    KubeconfigEntry<AuthInfo> user(KubeconfigEntry<Context> context) {
        return named(context, "user", context.value().getUser(), users);
    }

    private <T> KubeconfigEntry<T> named(
            KubeconfigEntry<Context> context, String kind, @Nullable String name, Map<String, KubeconfigEntry<T>> all) {
        String key = KubeconfigEntry.text(name).orElseThrow(() -> unusable(context + " names no " + kind));
        return Optional.ofNullable(all.get(key))
                .orElseThrow(() -> unusable(context.field(kind) + " (='" + key + "') is not in " + files));
    }

    private static ContactException unusable(String message) {
        return ContactException.unavailable(message, Effect.NONE, null);
    }
}
