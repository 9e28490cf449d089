package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the processes of this machine: those whose command line ends so, of instances that the lab knows or knew. */
final class Processes {
    private Processes() {}

    static long count(String command, LocalLab lab) {
        return pids(command, lab).size();
    }

    static List<Long> pids(String command, LocalLab lab) {
        return find(line -> ("/" + line).endsWith("/" + command), lab);
    }

    /** The one process whose command line holds {@code text}; a child has its parent's until it executes its own. */
    static ProcessHandle holding(String text, LocalLab lab) {
        List<Long> all = find(line -> line.contains(text), lab);
        List<Long> pids = all.stream().filter(pid -> isNoChildOf(all, pid)).toList();
        if (pids.size() != 1) {
            throw new AssertionError(pids.size() + " processes have '" + text + "'");
        }
        return ProcessHandle.of(pids.get(0)).orElseThrow();
    }

    /** One that has ended meanwhile was somebody's child, too. */
    private static boolean isNoChildOf(List<Long> parents, long pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .filter(parent -> !parents.contains(parent.pid()))
                .isPresent();
    }

    private static List<Long> find(Predicate<String> wanted, LocalLab lab) {
        Set<String> instances = Stream.concat(
                        lab.watching().instances(Selector.all()).stream(), lab.watching().ended().stream())
                .map(instance -> instance.id().toString())
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        wanted.test(read(pid, "cmdline").replace('\0', ' ').strip()))
                .filter(pid -> Stream.of(read(pid, "environ").split("\0", -1))
                        .anyMatch(variable -> variable.startsWith("BERTH_INSTANCE_ID=")
                                && instances.contains(variable.substring("BERTH_INSTANCE_ID=".length()))))
                .toList();
    }

    /** Kills those there are, which are that many. */
    static void kill(String command, LocalLab lab, int count) {
        await(command, lab, count);
        pids(command, lab).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    static void await(String command, LocalLab lab, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (count(command, lab) != count) {
            if (System.nanoTime() > end) {
                throw new AssertionError(count(command, lab) + " of '" + command + "', not " + count);
            }
            Thread.onSpinWait();
        }
    }

    /** The instances of all processes with a variable, once they are these, or as they are at the end of the wait. */
    static List<String> awaitInstances(String variable, Set<String> expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<String> found = instances(variable);
        while (!(found.size() == expected.size() && expected.containsAll(found)) && System.nanoTime() < end) {
            found = instances(variable);
        }
        return found;
    }

    private static List<String> instances(String variable) {
        String instance = "BERTH_INSTANCE_ID=";
        return ProcessHandle.allProcesses()
                .map(process -> List.of(read(process.pid(), "environ").split("\0", -1)))
                .filter(environment -> environment.contains(variable))
                .flatMap(environment -> environment.stream().filter(entry -> entry.startsWith(instance)))
                .map(entry -> entry.substring(instance.length()))
                .toList();
    }

    private static String read(long pid, String what) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), what), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It ended meanwhile.
            return "";
        }
    }
}
