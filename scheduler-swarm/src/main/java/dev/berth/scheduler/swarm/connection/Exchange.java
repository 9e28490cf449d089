package dev.berth.scheduler.swarm.connection;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and its answer over one connection, seen by the thread that does it. */
final class Exchange {
    /** An error of an engine is a sentence or two. */
    private static final int LONGEST_REFUSAL = 1 << 20;

    /** A list of some ten thousand services. */
    private static final long LONGEST_ANSWER = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private static final int FIRST_REFUSED = 400;
    private static final int FIRST_GOOD = 200;

    private final Lane lane;
    private final EngineRequest request;
    private final String path;
    private final RequestBody body;
    private volatile boolean answered;
    private volatile boolean reusable;

    Exchange(Lane lane, EngineRequest request, String path) {
        this.lane = lane;
        this.request = request;
        this.path = path;
        this.body = new RequestBody(request.body());
    }

    Lane lane() {
        return lane;
    }

    EngineRequest request() {
        return request;
    }

    RequestBody body() {
        return body;
    }

    /** Whether the status has come. */
    boolean isAnswered() {
        return answered;
    }

    /** Sends it and waits for the head of a good answer, which the caller closes. */
    Response open() throws IOException, EngineRefusalException {
        Response response = lane.send(request.method(), path, body);
        answered = true;
        int status = response.getStatusCode();
        if (status >= FIRST_GOOD && status < FIRST_REFUSED) {
            return response;
        }
        try (response) {
            AnswerBody words = new AnswerBody(response.getBody(), LONGEST_REFUSAL);
            byte[] all = words.readAllBytes();
            reusable = true;
            throw EngineRefusalException.of(status, all);
        }
    }

    /** Sends it and makes something of the whole answer. */
    <T> T whole(AnswerReader<T> reader) throws IOException, EngineRefusalException {
        try (Response response = open()) {
            AnswerBody answer = new AnswerBody(response.getBody(), LONGEST_ANSWER);
            T value = reader.read(response, answer);
            finish(answer);
            return value;
        }
    }

    /** A write is carried out when its status has come, so that what follows may be lost. */
    private void finish(AnswerBody answer) throws IOException {
        try {
            answer.drain();
            reusable = true;
        } catch (IOException e) {
            if (!request.isWrite()) {
                throw e;
            }
            LOG.debug("{} was done, and the rest of the answer is lost", request, e);
        }
    }

    /** Whether the answer was read to its end by one whom nobody has left, so that the connection can be used again. */
    boolean isReusable() {
        return reusable && !body.isWithdrawn();
    }

    /**
     * Makes something of a good answer.
     *
     * @param <T> what is made
     */
    interface AnswerReader<T> {
        T read(Response head, AnswerBody body) throws IOException;
    }
}
