package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.AgentControl;
import dev.berth.scheduler.core.config.BerthConfig;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.LocalAgent;
import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.spi.BackendConfig;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agents of local backends, as the configuration says. */
final class LocalAgents implements AgentControl {
    private final Configuration configuration;

    LocalAgents(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Path directory(Target target) {
        return local(target).config.stateDirectory();
    }

    @Override
    public void run(Target target, Runnable ready) throws InterruptedException {
        Local local = local(target);
        try {
            LocalAgent.process(local.config, local.context).run(ready);
        } catch (ContactException e) {
            if (e.code() != ErrorCode.CANCELLED) {
                throw e;
            }
            // Ctrl-C is how it is meant to end.
        }
    }

    @Override
    public Optional<Report> status(Target target, Duration timeout) {
        return control(target)
                .status(Call.within(timeout))
                .map(status -> new Report(
                        status.pid(),
                        status.version(),
                        status.uptime(),
                        status.residentBytes(),
                        status.workloads(),
                        status.instances()));
    }

    @Override
    public boolean stop(Target target, Duration timeout) {
        return control(target).stop(Call.within(timeout));
    }

    private dev.berth.scheduler.local.agent.AgentControl control(Target target) {
        return new dev.berth.scheduler.local.agent.AgentControl(directory(target));
    }

    private Local local(Target target) {
        BerthConfig read = configuration.read(target.configuration());
        String name = target.backend().orElse(read.defaultBackend());
        @Nullable BackendConfig backend = read.backends().get(name);
        if (backend == null) {
            throw new NotFoundException("no backend is named " + name + "; configured are "
                    + String.join(", ", read.backends().keySet()));
        }
        if (backend instanceof LocalConfig config) {
            return new Local(config, new BackendContext(name, read.owner(), Clock.systemUTC()));
        }
        throw RefusedException.invalid(
                "", "backend " + name + " is of type " + backend.type() + "; only a local one has an agent");
    }

    private record Local(LocalConfig config, BackendContext context) {}
}
