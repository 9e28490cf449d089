package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that makes an instance of several tasks, unless there is one, and looks after it until it is killed. */
final class GroupCrashChild {
    private GroupCrashChild() {}

    static Process start(Path state, Path made) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GroupCrashChild.class.getName(),
                        state.toString(),
                        made.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Each start of a task adds one line to a file. */
    @SuppressWarnings("SystemOut") // It tells its parent.
    public static void main(String[] arguments) throws InterruptedException {
        LocalLab lab = LocalLab.in(Path.of(arguments[0]));
        if (lab.observed(LocalLab.ID).objects().isEmpty()) {
            String note = "echo $BERTH_TASK >> " + arguments[1] + "; ";
            lab.apply(LocalLab.spec(1, task("main", Task.Role.MAIN, note, arguments[1]))
                    .task(GroupTest.task("one", Task.Role.INIT, note + "sleep 0.03")
                            .build())
                    .task(task("log", Task.Role.SIDECAR, note, arguments[1]).build())
                    .task(GroupTest.task("two", Task.Role.INIT, note + "sleep 0.03")
                            .build()));
        }
        System.out.println("accepted");
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /** One that runs on, and is ready once its line is there. */
    private static Task.Builder task(String name, Task.Role role, String note, String made) {
        ProbeCheck noted = ProbeCheck.command("/bin/sh", "-c", "grep -qx " + name + " " + made);
        return GroupTest.task(name, role, note + "exec sleep 1000")
                .health(Health.builder().readiness(Probe.builder(noted).build()).build());
    }
}
