package dev.berth.scheduler.local.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process that holds a state directory until it is killed. */
final class OtherHolder {
    private OtherHolder() {}

    static Process start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // It says one byte when it has the directory.
        if (process.getInputStream().read() < 0) {
            throw new IOException("the other process could not take the directory");
        }
        return process;
    }

    @SuppressWarnings("SystemOut") // It tells its parent.
    public static void main(String[] arguments) throws Exception {
        try (StateStore store = StateStore.open(Path.of(arguments[0]), Map.of())) {
            System.out.write('\n');
            System.out.flush();
            while (System.in.read() >= 0) {
                store.version();
            }
        }
    }
}
