package dev.berth.scheduler.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The processes of instances, as the system sees them: by the variable each of them is given. */
final class Instances {
    private static final String VARIABLE = "BERTH_INSTANCE_ID=";

    private Instances() {}

    /** The processes of each instance, by its id. */
    static Map<String, Set<Long>> processes() {
        Map<String, Set<Long>> processes = new TreeMap<>();
        ProcessHandle.allProcesses()
                .forEach(process -> instance(process.pid())
                        .ifPresent(id -> processes
                                .computeIfAbsent(id, key -> new TreeSet<>())
                                .add(process.pid())));
        return processes;
    }

    private static java.util.Optional<String> instance(long pid) {
        try {
            String environment =
                    new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.UTF_8);
            for (String variable : environment.split("\0", -1)) {
                if (variable.startsWith(VARIABLE)) {
                    return java.util.Optional.of(variable.substring(VARIABLE.length()));
                }
            }
        } catch (IOException expected) {
            // It has ended meanwhile, or is somebody else's.
        }
        return java.util.Optional.empty();
    }
}
