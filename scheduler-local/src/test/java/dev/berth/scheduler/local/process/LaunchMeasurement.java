package dev.berth.scheduler.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts and stops 50 sleeping processes, by a bare loop over ProcessBuilder and by the launcher in turn, and prints the
 * medians. Started means: the program was executed. Stopped means: the end is known here. Not a test; run its main.
 */
final class LaunchMeasurement {
    private static final int PROCESSES = 50;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;

    private final List<List<Long>> nanos =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    public static void main(String[] arguments) throws Exception {
        Path root = Files.createTempDirectory("berth-measurement");
        String[] program = arguments.length > 0 ? arguments : new String[] {"perl"};
        LaunchMeasurement measurement = new LaunchMeasurement();
        try (var house = new ProcessHouse(root, program)) {
            for (int round = 0; round < ROUNDS; round++) {
                measurement.bare(root);
                measurement.launched(house, (round + 1) * PROCESSES);
            }
        }
        measurement.print();
    }

    private void bare(Path root) throws Exception {
        long begin = System.nanoTime();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new ProcessBuilder("/bin/sleep", "1000")
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(root.resolve("bare-" + i + ".stdout").toFile())
                    .redirectError(root.resolve("bare-" + i + ".stderr").toFile())
                    .start());
        }
        long started = System.nanoTime();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            process.waitFor();
        }
        add(0, started - begin, System.nanoTime() - started);
    }

    private void launched(ProcessHouse house, int total) throws Exception {
        List<Launch> launches = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            launches.add(house.launch(Map.of("PORT", "8080"), "/bin/sleep", "1000"));
        }
        long begin = System.nanoTime();
        if (!house.launcher.start(launches).isEmpty()) {
            throw new IllegalStateException("a launch was refused");
        }
        house.listener.awaitStarted(total);
        List<ProcessIdentity> identities = launches.stream()
                .map(launch -> house.listener.started().get(launch.name()))
                .toList();
        for (ProcessIdentity identity : identities) {
            Path name = Path.of("/proc/" + identity.processId() + "/comm");
            while (!Files.readString(name).equals("sleep\n")) {
                Thread.onSpinWait();
            }
        }
        long started = System.nanoTime();
        house.launcher.signalGroups(15, identities);
        house.listener.awaitEnded(total);
        add(2, started - begin, System.nanoTime() - started);
    }

    private void add(int column, long start, long stop) {
        nanos.get(column).add(start);
        nanos.get(column + 1).add(stop);
    }

    private void print() {
        List<String> names = List.of("bare start", "bare stop", "berth start", "berth stop");
        for (int i = 0; i < names.size(); i++) {
            List<Long> measured =
                    nanos.get(i).subList(WARM_UP, ROUNDS).stream().sorted().toList();
            System.out.printf(
                    "%s %.1f ms (median of %d)%n",
                    names.get(i), measured.get(measured.size() / 2) / 1e6, measured.size());
        }
    }
}
