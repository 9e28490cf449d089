package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.console.Console;
import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.text.Colours;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Runs commands against the fakes and keeps what they say. */
final class Terminal {
    static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    final FakeScheduler scheduler = new FakeScheduler();
    final FakeBerth berth = new FakeBerth(scheduler);
    final FakeAgent agent = new FakeAgent();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream error = new ByteArrayOutputStream();
    String in = "";
    Optional<InputStream> stdin = Optional.empty();
    boolean interactive;
    Colours colours = Colours.OFF;

    ExitCode run(String... arguments) {
        out.reset();
        error.reset();
        Console console = new Console(
                stdin.orElseGet(() -> new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))),
                new Output(out, interactive, colours),
                new Output(error, interactive, colours));
        Surroundings surroundings = new Surroundings(
                console, configuration -> berth, agent, Clock.fixed(NOW, ZoneOffset.UTC), Map.of("COLUMNS", "80"));
        return new Application(surroundings).run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String error() {
        return error.toString(StandardCharsets.UTF_8);
    }
}
