package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process. */
record ProcFiles(long pid) {
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final double TICKS_A_SECOND = 100;

    /** Resident memory in MiB. */
    double residentMebibytes() throws IOException {
        return number("VmRSS:") / 1024.0;
    }

    long threads() throws IOException {
        return number("Threads:");
    }

    /** User and system time used so far, in seconds; USER_HZ is 100 on every Linux that runs Java. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(file("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_A_SECOND;
    }

    private long number(String field) throws IOException {
        return Files.readAllLines(file("status")).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
