package dev.berth.scheduler.cli.certify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.local.process.Signals;
import dev.berth.scheduler.local.simulation.SimulatedLogs;
import dev.berth.scheduler.local.simulation.SimulatedProgram;
import dev.berth.scheduler.local.simulation.SimulatedRun;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the kit's probe does, without a shell to run it in. Of the simulation. */
final class SimulatedProbe implements SimulatedProgram {
    private static final int TERM = 15;
    private static final int ENDED_BY_TERM = 143;

    private final SimulatedLogs logs;
    private final Set<Integer> ignored = new HashSet<>();
    private final Map<Integer, Integer> answers = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Optional<SimulatedRun> run = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();
    private volatile boolean ready;
    private volatile boolean dead;
    private int passed;

    SimulatedProbe(SimulatedLogs logs) {
        this.logs = logs;
        answers.put(TERM, ENDED_BY_TERM);
    }

    /** Behind {@code -c}, the script and its name come the verbs, and behind a {@code --} what it only reports. */
    @Override
    public void begin(SimulatedRun begun) {
        run = Optional.of(begun);
        environment.putAll(begun.launch().environment());
        environment.putAll(files().secrets());
        say("start " + begun.launch().environment().getOrDefault("PROBE_ID", ""));
        List<String> words = begun.launch().arguments();
        obey(words.subList(3, end(words)));
    }

    private static int end(List<String> words) {
        int end = words.indexOf("--");
        return end < 0 ? words.size() : end;
    }

    /** The script is busy while it sleeps, and does what follows after it. */
    private void obey(List<String> verbs) {
        for (int i = 0; i < verbs.size() && !run().isOver(); i++) {
            String verb = verbs.get(i);
            if (verb.startsWith("sleep:")) {
                List<String> rest = verbs.subList(i + 1, verbs.size());
                run().after(Duration.ofMillis((long) (1000 * Double.parseDouble(argument(verb)))), () -> obey(rest));
                return;
            }
            obey(verb);
        }
    }

    /** Does one thing; what the script doesn't know it says so. */
    void obey(String verb) {
        String argument = argument(verb);
        switch (verb.split(":", 2)[0]) {
            case "ready" -> ready = true;
            case "unready" -> ready = false;
            case "live" -> dead = false;
            case "dead" -> dead = true;
            case "exit" -> {
                say("exit " + argument);
                run().exit(Integer.parseInt(argument));
            }
            case "kill" -> run().signalled(number(argument));
            case "lines" -> lines(Integer.parseInt(argument));
            case "print" -> write(LogStream.OUT, argument);
            case "ignore" -> ignored.add(number(argument));
            case "on" -> answers.put(number(argument.split(":", 2)[0]), Integer.parseInt(argument(argument)));
            case "serve" -> serve(argument);
            case "passed" -> say("passed " + passed);
            case "write" -> files().write(argument);
            case "file" -> say(files().told(argument));
            case "report" -> report();
            default -> say("unknown " + verb);
        }
    }

    private static String argument(String verb) {
        return verb.substring(verb.indexOf(':') + 1);
    }

    private static int number(String signal) {
        return Signals.parse(signal).orElseThrow();
    }

    private SimulatedRun run() {
        return run.orElseThrow();
    }

    private SimulatedFiles files() {
        return new SimulatedFiles(run().launch().attached());
    }

    boolean isBegun() {
        return run.isPresent();
    }

    private void lines(int count) {
        for (int i = 1; i <= count; i++) {
            write(LogStream.OUT, "out " + i);
            write(LogStream.ERR, "err " + i);
        }
    }

    private void report() {
        List<String> words = run().launch().arguments();
        say("host simulated");
        words.subList(Math.min(words.size(), end(words) + 1), words.size())
                .forEach(word -> say("argument " + hex(word)));
        say("environment "
                + hex(environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\0")
                        .collect(Collectors.joining())));
        say("directory " + hex(run().launch().workingDirectory()));
        say("complete");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private void say(String what) {
        write(LogStream.OUT, "@probe " + what);
    }

    private void write(LogStream stream, String line) {
        logs.write(run(), stream, line);
    }

    @Override
    public boolean signalled(int signal) {
        if (ignored.contains(signal)) {
            return true;
        }
        Optional<Integer> code = Optional.ofNullable(answers.get(signal));
        code.ifPresent(exit -> {
            if (exit != ENDED_BY_TERM) {
                say("signal " + Signals.nameOf(signal));
            }
            run().exit(exit);
        });
        return code.isPresent();
    }

    /** The commands are the kit's own, told apart by the file that they look for. */
    @Override
    public boolean passes(ProbeCheck check) {
        return switch (check.kind()) {
            case HTTP -> server.isPresent() && answers((ProbeCheck.Http) check);
            case TCP -> server.isPresent();
            case COMMAND -> command(String.join(" ", ((ProbeCheck.Command) check).command()));
        };
    }

    private boolean answers(ProbeCheck.Http asked) {
        if (asked.scheme() == ProbeCheck.Scheme.HTTPS) {
            return false;
        }
        return switch (asked.path()) {
            case "/ready" -> ready;
            case "/live" -> !dead;
            default -> true;
        };
    }

    private boolean command(String text) {
        if (text.contains("/dead ]")) {
            return !dead;
        }
        if (text.contains("/ready ]")) {
            passed += ready ? 1 : 0;
            return ready;
        }
        return true;
    }

    /** The one thing that isn't simulated: the kit looks whether somebody answers there. */
    private void serve(String variable) {
        try {
            int port = Integer.parseInt(run().launch().environment().getOrDefault(variable, ""));
            HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            opened.createContext("/", this::answer);
            opened.start();
            server = Optional.of(opened);
        } catch (IOException e) {
            // As the script, which goes on without an answer: the port is somebody else's, such as another
            // simulation's.
            write(LogStream.ERR, "nothing is served at " + variable + ": " + e.getMessage());
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text =
                (run().launch().environment().getOrDefault("PROBE_ID", "") + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void ended() {
        server.ifPresent(open -> open.stop(0));
    }
}
