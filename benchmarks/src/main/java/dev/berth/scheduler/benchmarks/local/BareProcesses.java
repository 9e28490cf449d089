package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The peer: a loop over ProcessBuilder with output to files, and bare signals. */
final class BareProcesses {
    private final Path directory;
    private final int count;
    private final List<Process> running = new ArrayList<>();

    BareProcesses(Path directory, int count) {
        this.directory = directory;
        this.count = count;
    }

    long start() throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            running.add(new ProcessBuilder("/bin/sleep", "100000")
                    .redirectOutput(directory.resolve(i + ".out").toFile())
                    .redirectError(directory.resolve(i + ".err").toFile())
                    .start());
        }
        return System.nanoTime() - begin;
    }

    long stop() throws InterruptedException {
        long begin = System.nanoTime();
        running.forEach(Process::destroy);
        for (Process process : running) {
            process.waitFor();
        }
        running.clear();
        return System.nanoTime() - begin;
    }
}
