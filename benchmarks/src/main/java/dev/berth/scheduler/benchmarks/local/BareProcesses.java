package dev.berth.scheduler.benchmarks.local;

import java.io.IOException;
import java.nio.file.Files;
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
                    .redirectOutput(output(i, "out").toFile())
                    .redirectError(output(i, "err").toFile())
                    .start());
        }
        return System.nanoTime() - begin;
    }

    /** What is timed ends with the last process; that the next round makes new files, as the subject does, is not. */
    long stop() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        running.forEach(Process::destroy);
        for (Process process : running) {
            process.waitFor();
        }
        long took = System.nanoTime() - begin;
        for (int i = 0; i < running.size(); i++) {
            Files.delete(output(i, "out"));
            Files.delete(output(i, "err"));
        }
        running.clear();
        return took;
    }

    private Path output(int number, String stream) {
        return directory.resolve(number + "." + stream);
    }
}
