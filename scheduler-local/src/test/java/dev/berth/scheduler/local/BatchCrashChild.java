package dev.berth.scheduler.local;

import dev.berth.scheduler.spec.Batch;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that makes a batch, unless there is one, and looks after it until it is killed. */
final class BatchCrashChild {
    private BatchCrashChild() {}

    /** Each attempt adds one line to a file. */
    public static void main(String[] arguments) throws InterruptedException {
        LocalLab lab = LocalLab.in(Path.of(arguments[0]));
        if (lab.observed(LocalLab.ID).objects().isEmpty()) {
            Batch batch = Batch.builder()
                    .completions(Integer.parseInt(arguments[2]))
                    .parallelism(3)
                    .build();
            lab.apply(LocalLab.shell(1, "echo $BERTH_INSTANCE_INDEX >> " + arguments[1] + "; sleep 0.05")
                    .mode(batch));
        }
        KilledJvm.accepted();
        new CountDownLatch(1).await();
    }
}
