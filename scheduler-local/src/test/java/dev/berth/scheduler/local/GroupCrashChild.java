package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.Task;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that makes an instance of several tasks, unless there is one, and looks after it until it is killed. */
final class GroupCrashChild {
    private GroupCrashChild() {}

    /** Each start of a task adds one line to a file. */
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
        KilledJvm.accepted();
        new CountDownLatch(1).await();
    }

    /** One that runs on, and is ready once its line is there. */
    private static Task.Builder task(String name, Task.Role role, String note, String made) {
        ProbeCheck noted = ProbeCheck.command("/bin/sh", "-c", "grep -qx " + name + " " + made);
        return GroupTest.task(name, role, note + "exec sleep 1000")
                .health(Health.builder().readiness(Probe.builder(noted).build()).build());
    }
}
