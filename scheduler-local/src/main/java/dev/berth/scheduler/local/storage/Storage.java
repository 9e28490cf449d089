package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.process.Attachments;
import dev.berth.scheduler.local.process.Attachments.BindMount;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets, volumes and files for tasks of instances. An instance is given by what begins the names of its logs. */
public final class Storage {
    private static final Logger LOGGER = LoggerFactory.getLogger(Storage.class);
    private static final int IDLE_SECONDS = 10;

    private final Places places;
    private final Secrets secrets;
    private final Volumes directories;
    private final ThreadPoolExecutor deletions;

    public Storage(Places places) {
        this.places = places;
        this.secrets = new Secrets(places.secrets());
        this.directories = new Volumes(places);
        this.deletions =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "berth-volumes");
                    thread.setDaemon(true);
                    return thread;
                });
        deletions.allowCoreThreadTimeOut(true);
    }

    /** What a task's process is given. The same for the same instance; looks at nothing. */
    public Attachments attachments(Mounted mounted, String instance) {
        Map<String, String> values = new TreeMap<>();
        mounted.task().environment().forEach((variable, value) -> {
            if (value instanceof EnvironmentValue.Secret secret) {
                values.put(variable, secrets.file(secret.reference()).toString());
            }
        });
        List<BindMount> mounts = mounted.task().mounts().stream()
                .map(mount -> new BindMount(
                        directories.source(mounted.volume(mount), instance).toString(),
                        Mounted.normal(mount.path()),
                        mount.readOnly()))
                .toList();
        return new Attachments(values, mounts);
    }

    /** What is not there for a task, each with its path below the task. Changes nothing. */
    public List<Problem> unmet(Mounted mounted) {
        List<Problem> problems = new ArrayList<>();
        mounted.task().environment().forEach((variable, value) -> {
            if (value instanceof EnvironmentValue.Secret secret) {
                tell("environment." + variable, secrets.refusal(secret.reference(), true), problems);
            }
        });
        List<TaskFile> files = mounted.task().files();
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i) instanceof TaskFile.Secret secret) {
                tell("files[" + i + "].secret", secrets.refusal(secret.reference(), false), problems);
            }
        }
        List<Mount> mounts = mounted.task().mounts();
        for (int i = 0; i < mounts.size(); i++) {
            Volume volume = mounted.volume(mounts.get(i));
            Optional<String> unknown = unknown(mounts.get(i), volume);
            if (unknown.isPresent()) {
                tell("mounts[" + i + "].path", unknown, problems);
                continue;
            }
            tell("mounts[" + i + "].volume", directories.refusal(volume), problems);
            tell("mounts[" + i + "].path", point(mounts, i, volume), problems);
        }
        return problems;
    }

    /** A JVM knows no path that its locale can't write. */
    private static Optional<String> unknown(Mount mount, Volume volume) {
        try {
            Path unused = Path.of(mount.path(), volume instanceof Volume.HostPath host ? host.path() : "");
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("path (=%s) can't be written in the backend's locale".formatted(mount.path()));
        }
    }

    private Optional<String> point(List<Mount> mounts, int index, Volume volume) {
        Mount mount = mounts.get(index);
        return directories.pointRefusal(mount, volume).or(() -> MountPoints.refusal(mounts, index, places.state()));
    }

    private static void tell(String path, Optional<String> refusal, List<Problem> problems) {
        refusal.ifPresent(why -> problems.add(Problem.of(ErrorCode.INFEASIBLE, path, why)));
    }

    /** Makes what a task's process is about to find. The answer is why it can't be. */
    public Optional<String> prepare(Mounted mounted, String instance) {
        if (mounted.task().mounts().isEmpty() && !hasSecrets(mounted)) {
            return Optional.empty();
        }
        Optional<Problem> unmet = unmet(mounted).stream().findFirst();
        if (unmet.isPresent()) {
            return Optional.of(unmet.get().message());
        }
        try {
            for (Mount mount : mounted.task().mounts()) {
                directories.make(mounted.volume(mount), instance);
            }
            for (TaskFile file : mounted.task().files()) {
                Mount holder = mounted.holder(file).orElseThrow();
                Path volume = directories.source(mounted.volume(holder), instance);
                new PlacedFile(volume, Path.of(Mounted.relative(file, holder))).write(file, secrets);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("what it is to find on its disk can't be made: " + e);
        }
    }

    private static boolean hasSecrets(Mounted mounted) {
        return mounted.task().environment().values().stream()
                .anyMatch(value -> value.kind() == EnvironmentValue.Kind.SECRET);
    }

    /** Deletes the ephemeral volumes of instances that are gone, in its own time: that takes as long as there are files. */
    public void discard(String instance) {
        if (directories.has(instance)) {
            deletions.execute(() -> delete(instance));
        }
    }

    /** The same for every instance but these, as after a crash. */
    public void discardAllBut(Set<String> instances) throws IOException {
        directories.instances().stream()
                .filter(instance -> !instances.contains(instance))
                .forEach(this::discard);
    }

    private void delete(String instance) {
        try {
            directories.discard(instance);
        } catch (IOException e) {
            LOGGER.warn(
                    "the ephemeral volumes of {} can't be deleted, which is tried again at the next start: {}",
                    instance,
                    e.toString());
        }
    }
}
