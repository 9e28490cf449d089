package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The log files there are, whose instances may be gone. Thread-safe. */
public final class LogFiles {
    /** Of how many ended instances of a workload the logs are kept. */
    public static final int KEPT = 5;

    /** Namespace, name and uid. */
    private static final int WORDS = 3;

    private final Path directory;

    public LogFiles(Path directory) {
        this.directory = directory;
    }

    /** Every instance of a workload that has logs, the one last written to last. */
    public List<InstanceId> instances(WorkloadId workload) throws IOException {
        return byTime(workload).stream()
                .map(name ->
                        new InstanceId(workload, name.substring(prefix(workload).length())))
                .toList();
    }

    /** The tasks of an instance that have logs of their own: all but MAIN. */
    public List<String> tasks(InstanceId instance) throws IOException {
        String main = InstanceRow.logName(instance);
        return names(main).stream()
                .filter(name -> !name.equals(main))
                .map(name -> name.substring(main.length() + 1))
                .toList();
    }

    /** What the logs of an instance are named by, which is one name for each task; given by MAIN's. */
    Set<String> names(String main) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, main + ".*")) {
            for (Path file : files) {
                log(file.getFileName().toString()).ifPresent(names::add);
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Every workload of which there are logs. */
    public Set<WorkloadId> workloads() throws IOException {
        Set<WorkloadId> found = new TreeSet<>();
        for (String name : times("*").keySet()) {
            String[] parts = name.split("\\.", -1);
            if (parts.length == WORDS && WorkloadId.problems(parts[0], parts[1]).isEmpty()) {
                found.add(WorkloadId.of(parts[0], parts[1]));
            }
        }
        return found;
    }

    /** The ended instances of a workload whose logs are no longer kept. */
    List<String> beyondTheLast(WorkloadId workload, Set<String> live) throws IOException {
        List<String> ended =
                byTime(workload).stream().filter(name -> !live.contains(name)).toList();
        return ended.subList(0, Math.max(0, ended.size() - KEPT));
    }

    private List<String> byTime(WorkloadId workload) throws IOException {
        return times(prefix(workload) + "*").entrySet().stream()
                .sorted(Map.Entry.<String, FileTime>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String prefix(WorkloadId workload) {
        return workload.namespace() + "." + workload.name() + ".";
    }

    private Map<String, FileTime> times(String glob) throws IOException {
        Map<String, FileTime> times = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            for (Path file : files) {
                Optional<String> instance = log(file.getFileName().toString()).map(LogFiles::instance);
                Optional<FileTime> time = instance.isEmpty() ? Optional.empty() : time(file);
                time.ifPresent(written -> times.merge(
                        instance.orElseThrow(),
                        written,
                        (a, b) -> Comparator.<FileTime>naturalOrder().compare(a, b) < 0 ? b : a));
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return times;
    }

    private static Optional<FileTime> time(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The names of tasks come after those of instances. */
    private static String instance(String log) {
        String[] words = log.split("\\.", -1);
        return words.length > WORDS ? log.substring(0, log.lastIndexOf('.')) : log;
    }

    private static Optional<String> log(String file) {
        for (LogStream stream : LogStream.values()) {
            if (file.endsWith(stream.suffix())) {
                return Optional.of(
                        file.substring(0, file.length() - stream.suffix().length()));
            }
        }
        return Optional.empty();
    }
}
