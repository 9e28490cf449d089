package dev.berth.scheduler.local.probe;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands that end as they are told to. */
final class ScriptedCommands implements CommandRunner {
    private final BlockingQueue<CompletableFuture<Integer>> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<Integer>> killed = new LinkedBlockingQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public RunningCommand start(List<String> command) {
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        count.incrementAndGet();
        started.add(exitCode);
        return new RunningCommand() {
            @Override
            public CompletableFuture<Integer> exitCode() {
                return exitCode;
            }

            @Override
            public void kill() {
                killed.add(exitCode);
            }
        };
    }

    /** Waits for the next command and lets it end. */
    void end(int exitCode) throws InterruptedException {
        next().complete(exitCode);
    }

    CompletableFuture<Integer> next() throws InterruptedException {
        return started.take();
    }

    CompletableFuture<Integer> nextKilled() throws InterruptedException {
        return killed.take();
    }

    int count() {
        return count.get();
    }
}
