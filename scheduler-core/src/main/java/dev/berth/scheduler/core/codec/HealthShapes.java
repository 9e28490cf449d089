package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProbeCheck.Command;
import dev.berth.scheduler.spec.ProbeCheck.Http;
import dev.berth.scheduler.spec.ProbeCheck.Scheme;
import dev.berth.scheduler.spec.ProbeCheck.Tcp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a task's state is asked for. */
final class HealthShapes {
    private HealthShapes() {}

    private static final Field<Http, String> HTTP_PORT =
            Field.required("port", "The port's name.", Scalars.TEXT, Http::port);
    private static final Field<Http, String> HTTP_PATH =
            Field.defaulted("path", "Absolute path with query.", Scalars.TEXT, Http::path, "/");
    private static final Field<Http, Scheme> SCHEME = Field.defaulted(
            "scheme",
            "URL scheme; certificates are not verified.",
            Scalars.oneOf(Scheme.values()),
            Http::scheme,
            Scheme.HTTP);
    private static final Shape<Http> HTTP = ObjectShape.<Http>named(
                    "HttpCheck", "Passes on a status from 200 to 399; a text alone is the port's name.")
            .fields(HTTP_PORT, HTTP_PATH, SCHEME)
            .shortForm(new ShortForm.OfField("port"))
            .build(values -> new Http(values.get(HTTP_PORT), values.get(HTTP_PATH), values.get(SCHEME)));

    private static final Field<Tcp, String> TCP_PORT =
            Field.required("port", "The port's name.", Scalars.TEXT, Tcp::port);
    private static final Shape<Tcp> TCP = ObjectShape.<Tcp>named(
                    "TcpCheck", "Passes when a connection opens; a text alone is the port's name.")
            .fields(TCP_PORT)
            .shortForm(new ShortForm.OfField("port"))
            .build(values -> new Tcp(values.get(TCP_PORT)));

    private static final Field<Probe, Optional<Http>> AS_HTTP =
            Field.optional("http", "Asks over HTTP.", HTTP, probe -> Variants.as(Http.class, probe.check()));
    private static final Field<Probe, Optional<Tcp>> AS_TCP =
            Field.optional("tcp", "Opens a connection.", TCP, probe -> Variants.as(Tcp.class, probe.check()));
    private static final Field<Probe, Optional<List<String>>> AS_COMMAND = Field.optional(
            "command",
            "Runs a program where the task runs; passes when it ends with 0.",
            new CommandShape(),
            probe -> Variants.as(Command.class, probe.check()).map(Command::command));
    private static final Field<Probe, Duration> INTERVAL = Field.defaulted(
            "interval",
            "From the end of one question to the next. A starting instance may be asked more often, until it passes for the first time.",
            Durations.DURATION,
            Probe::interval,
            Duration.ofSeconds(10));
    private static final Field<Probe, Duration> TIMEOUT = Field.defaulted(
            "timeout", "How long one question may take.", Durations.DURATION, Probe::timeout, Duration.ofSeconds(1));
    private static final Field<Probe, Integer> SUCCESSES = Field.defaulted(
            "successThreshold",
            "How many must pass in a row to count as passing.",
            Scalars.WHOLE_NUMBER,
            Probe::successThreshold,
            1);
    private static final Field<Probe, Integer> FAILURES = Field.defaulted(
            "failureThreshold",
            "How many must fail in a row to count as failing.",
            Scalars.WHOLE_NUMBER,
            Probe::failureThreshold,
            3);

    private static final Shape<Probe> PROBE = ObjectShape.<Probe>named("Probe", "A repeated question to an instance.")
            .fields(AS_HTTP, AS_TCP, AS_COMMAND, INTERVAL, TIMEOUT, SUCCESSES, FAILURES)
            .choice("http", "tcp", "command")
            .build(HealthShapes::probe);

    private static final Field<Health, Duration> STARTUP_GRACE = Field.defaulted(
            "startupGrace",
            "How long after the start a failing probe has no consequence.",
            Durations.DURATION,
            Health::startupGrace,
            Duration.ZERO);
    private static final Field<Health, Optional<Probe>> READINESS = Field.optional(
            "readiness", "Gates READY; without it a running instance is ready.", PROBE, Health::readiness);
    private static final Field<Health, Optional<Probe>> LIVENESS =
            Field.optional("liveness", "Restarts the instance when it fails.", PROBE, Health::liveness);

    static final Shape<Health> HEALTH = ObjectShape.<Health>named("Health", "How a task's state is asked for.")
            .fields(STARTUP_GRACE, READINESS, LIVENESS)
            .build(HealthShapes::health);

    private static Probe probe(FieldValues values) {
        ProbeCheck check = Variants.first(
                values.get(AS_HTTP), values.get(AS_TCP), values.get(AS_COMMAND).map(Command::new));
        return Probe.builder(check)
                .interval(values.get(INTERVAL))
                .timeout(values.get(TIMEOUT))
                .successThreshold(values.get(SUCCESSES))
                .failureThreshold(values.get(FAILURES))
                .build();
    }

    private static Health health(FieldValues values) {
        Health.Builder builder = Health.builder().startupGrace(values.get(STARTUP_GRACE));
        values.get(READINESS).ifPresent(builder::readiness);
        values.get(LIVENESS).ifPresent(builder::liveness);
        return builder.build();
    }
}
