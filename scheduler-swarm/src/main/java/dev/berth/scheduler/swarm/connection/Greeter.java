package dev.berth.scheduler.swarm.connection;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.connection.AttemptException.Next;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Begins to speak with a manager: finds out its version and agrees on the newest that both sides know. */
final class Greeter {
    /** The newest that this adapter was tried with. */
    static final ApiVersion NEWEST = new ApiVersion(1, 51);

    /** How long a greeting may take where there are others who could answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final EngineRequest PING = EngineRequest.get("/_ping");
    private static final Pattern SERVER = Pattern.compile("Docker/(\\S+).*");
    private static final Pattern OLDEST = Pattern.compile("(?i)minimum supported API version is ([0-9.]+[0-9])");

    private final Workers workers;
    private final Managers managers;
    private final Optional<TlsFiles> tls;

    Greeter(Workers workers, Managers managers, Optional<TlsFiles> tls) {
        this.workers = workers;
        this.managers = managers;
        this.tls = tls;
    }

    Session greet(URI host, boolean othersCould, Call call) throws AttemptException {
        // Read again each time: certificates are renewed.
        Optional<SSLContext> context = tls.isPresent() && host.getScheme().equals("tcp")
                ? Optional.of(tls.get().context())
                : Optional.empty();
        Lanes lanes = new Lanes(() -> Lane.to(host, context, workers.open()));
        Duration left = call.remaining();
        Duration limit = othersCould && left.compareTo(PATIENCE) > 0 ? PATIENCE : left;
        Greeting greeting = ask(new Attempt(workers, lanes, host, call), host, limit);
        return new Session(host, lanes, agree(host, greeting.newest()), greeting.engine());
    }

    /** Keeps in mind what a refusal for the version says. */
    void learn(URI host, String words) {
        Matcher matcher = OLDEST.matcher(words);
        if (matcher.find()) {
            managers.oldest(host, ApiVersion.of(matcher.group(1)));
        }
    }

    private static Greeting ask(Attempt attempt, URI host, Duration limit) throws AttemptException {
        try {
            return attempt.whole(PING, PING.path(), limit, Greeter::greeting);
        } catch (EngineRefusalException e) {
            throw new AttemptException(
                    Next.OTHER_MANAGER,
                    new BackendException(
                            host + " answered a greeting with status " + e.status(),
                            Effect.NONE,
                            Words.shown(e.words()),
                            e));
        }
    }

    private static Greeting greeting(Response response, AnswerBody body) {
        String server = response.getHeader("Server");
        Matcher matcher = SERVER.matcher(server == null ? "" : server);
        String version = response.getHeader("Api-Version");
        return new Greeting(version == null ? "" : version, matcher.matches() ? matcher.group(1) : "");
    }

    private ApiVersion agree(URI host, String told) throws AttemptException {
        ApiVersion newest;
        try {
            newest = ApiVersion.of(told);
        } catch (IllegalArgumentException e) {
            throw other(host + " doesn't answer as a Docker Engine does: it names no version of its API");
        }
        if (!newest.isAtLeast(ApiVersion.OLDEST)) {
            throw other(host + " speaks version " + newest + " of the Engine API at most; needed is "
                    + ApiVersion.OLDEST + ", that of Docker Engine 20.10, or a newer one");
        }
        ApiVersion both = newest.isAtLeast(NEWEST) ? NEWEST : newest;
        ApiVersion oldest = managers.oldest(host);
        return both.isAtLeast(oldest) ? both : oldest;
    }

    private static AttemptException other(String message) {
        return new AttemptException(Next.OTHER_MANAGER, new BackendException(message, Effect.NONE, "", null));
    }

    /**
     * What an engine says of itself.
     *
     * @param newest version of the API that it speaks
     * @param engine its own version; empty when something in between leaves it out
     */
    private record Greeting(String newest, String engine) {}
}
