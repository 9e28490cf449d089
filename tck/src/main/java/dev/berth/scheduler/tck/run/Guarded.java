package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.tck.trial.ContractViolation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call that ends by its deadline, whatever it does.
 *
 * @param thrown what it threw
 * @param failure why there is no value, in words; empty when there is one
 * @param dump the threads, when it hung
 */
record Guarded<T>(Optional<T> value, @Nullable Throwable thrown, String failure, List<String> dump) {
    /** How long something that was interrupted has to put back what it changed. */
    static final Duration CLEAN_UP = Duration.ofSeconds(5);

    static <T> Guarded<T> call(String name, Callable<T> call, Duration deadline) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return new Guarded<>(
                    Optional.ofNullable(task.get(deadline.toMillis(), TimeUnit.MILLISECONDS)), null, "", List.of());
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            return new Guarded<>(Optional.empty(), cause, text(cause), List.of());
        } catch (TimeoutException e) {
            List<String> dump = threads(thread);
            task.cancel(true);
            return new Guarded<>(
                    Optional.empty(), e, name + " has not ended within " + deadline.toSeconds() + " s", dump);
        } catch (InterruptedException e) {
            task.cancel(true);
            thread.join(CLEAN_UP.toMillis());
            throw e;
        }
    }

    /** The hanging thread first. */
    private static List<String> threads(Thread hanging) {
        List<String> lines = new ArrayList<>();
        add(hanging, hanging.getStackTrace(), lines);
        for (Map.Entry<Thread, StackTraceElement[]> other :
                Thread.getAllStackTraces().entrySet()) {
            if (other.getKey() != hanging) {
                add(other.getKey(), other.getValue(), lines);
            }
        }
        return lines;
    }

    private static void add(Thread thread, StackTraceElement[] stack, List<String> lines) {
        lines.add("thread " + thread.getName() + " " + thread.getState());
        for (StackTraceElement element : stack) {
            lines.add("    at " + element);
        }
    }

    /** A broken promise is said in words; of anything else the stack is needed. */
    static String text(Throwable failure) {
        if (failure instanceof ContractViolation) {
            StringBuilder words = new StringBuilder(String.valueOf(failure.getMessage()));
            if (failure.getCause() != null) {
                words.append("\n").append(failure.getCause());
            }
            Arrays.stream(failure.getSuppressed())
                    .map(Throwable::getMessage)
                    .filter(message -> !String.valueOf(message).equals(failure.getMessage()))
                    .forEach(
                            message -> words.append("\nand while cleaning up: ").append(message));
            return words.toString();
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
