package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.local.process.HostCommand;
import dev.berth.scheduler.local.process.HostCommands;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readiness by real probes: sockets to one address, and commands run as the instance was. */
public final class ProbedReadiness implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(ProbedReadiness.class);

    private final String address;
    private final HostCommands commands;
    private final Prober prober = Prober.open();

    private ProbedReadiness(String address, HostCommands commands) {
        this.address = address;
        this.commands = commands;
    }

    /** Starts no thread before the first probe. */
    public static ProbedReadiness at(String address) {
        return new ProbedReadiness(address, HostCommands.find());
    }

    @Override
    public Runnable watch(Subject subject, Consumer<Answer> told) {
        ProbeRegistration registration = prober.register(
                subject.health().readiness().orElseThrow(),
                target(subject, true),
                listener(subject.launch().name(), told));
        return registration::close;
    }

    /** Not asked more often at first: a question that fails then says nothing. */
    @Override
    public Runnable guard(Subject subject, Consumer<String> dead) {
        ProbeRegistration registration = prober.register(
                subject.health().liveness().orElseThrow(),
                target(subject, false),
                new LivenessListener(subject.launch().name(), dead));
        return registration::close;
    }

    private ProbeTarget target(Subject subject, boolean eager) {
        Duration grace = subject.health().startupGrace().minus(subject.age());
        return new ProbeTarget(address, subject.ports(), grace, eager, command -> start(subject.launch(), command));
    }

    @Override
    public void close() {
        prober.close();
    }

    private CommandRunner.RunningCommand start(Launch task, List<String> command) throws IOException {
        HostCommand started = commands.start(new Launch(
                task.name(),
                command.get(0),
                command.subList(1, command.size()),
                task.environment(),
                task.workingDirectory(),
                task.attached()));
        return new CommandRunner.RunningCommand() {
            @Override
            public CompletableFuture<Integer> exitCode() {
                return started.exitCode();
            }

            @Override
            public void kill() {
                started.kill();
            }
        };
    }

    private static ProbeListener listener(ProcessName process, Consumer<Answer> told) {
        return new ProbeListener() {
            @Override
            public void passing() {
                told.accept(Answer.READY);
            }

            @Override
            public void failing(String reason) {
                LOG.info("{} is not ready: {}", process, reason);
                told.accept(new Answer(false, reason));
            }

            @Override
            public void notYet(String reason) {
                told.accept(new Answer(false, reason));
            }
        };
    }
}
