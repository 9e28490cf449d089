package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.Random;

/** A JVM that applies, changes and scales for ever, until it is killed. It says each thing before it does it. */
final class CrashChild {
    /** Tells the processes of one test from all others. */
    static final String LAB = "CRASH_LAB";

    private CrashChild() {}

    /** Every edit is one line: what the last one was when the child died is the last accepted, or the one after. */
    @SuppressWarnings("SystemOut") // It tells its parent.
    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[1]));
        LocalLab lab = LocalLab.in(Path.of(arguments[0]));
        System.out.println("open");
        for (int edit = 0; ; edit++) {
            int replicas = random.nextInt(8);
            Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sleep")
                            .arguments("100" + random.nextInt(2))
                            .build())
                    .environment(LAB, arguments[0]);
            WorkloadSpec.Builder spec = LocalLab.spec(replicas, task).label("edit", Integer.toString(edit));
            lab.apply(spec);
            System.out.println(replicas);
            System.out.flush();
        }
    }
}
