package dev.berth.scheduler.swarm.connection;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What comes out of an answer that goes on and on. One thread waits for it; closing the connection ends that. */
final class StreamFeed<T> implements Feed<T> {
    private final String what;
    private final Lane lane;
    private final Workers workers;
    private final Call call;
    private final Runnable closing = this::close;
    private final Mailbox<T> mailbox = new Mailbox<>();

    private StreamFeed(String what, Lane lane, Workers workers, Call call) {
        this.what = what;
        this.lane = lane;
        this.workers = workers;
        this.call = call;
    }

    static <T> Feed<T> begin(String what, Attempt.Streamed stream, StreamReader<T> reader, Workers workers, Call call) {
        StreamFeed<T> feed = new StreamFeed<>(what, stream.lane(), workers, call);
        workers.begin(() -> feed.run(stream.response(), reader));
        call.onCancel(feed.closing);
        return feed;
    }

    private void run(Response response, StreamReader<T> reader) {
        try {
            reader.read(new AnswerBody(response.getBody(), Long.MAX_VALUE), mailbox::put);
            mailbox.end(null);
        } catch (IOException | RuntimeException e) {
            mailbox.end(Failures.ofStream(what, e));
        } finally {
            lane.close();
        }
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        Duration left = call.remaining();
        Optional<T> item = mailbox.take(timeout.compareTo(left) < 0 ? timeout : left);
        if (item.isEmpty() && !mailbox.isOver() && call.remaining().isZero()) {
            close();
            throw ContactException.timeout(what + " did not end by its deadline", Effect.NONE);
        }
        return item;
    }

    @Override
    public boolean ended() {
        return mailbox.isOver();
    }

    @Override
    public void close() {
        call.forget(closing);
        mailbox.close();
        workers.discard(lane);
    }
}
