package dev.berth.scheduler.k8s.connection;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** The document of a request: given out once at most, and never after it was withdrawn. */
final class RequestBody implements BodyPublisher {
    private enum State {
        WAITING,
        BEGUN,
        WITHDRAWN
    }

    private final byte[] content;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    RequestBody(byte[] content) {
        this.content = content;
    }

    /** Makes sure that it isn't sent from now on. Answers whether it may have been. */
    boolean withdraw() {
        return !state.compareAndSet(State.WAITING, State.WITHDRAWN) && state.get() == State.BEGUN;
    }

    @Override
    public long contentLength() {
        return content.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private boolean over;

            @Override
            public void request(long count) {
                if (!over) {
                    over = true;
                    give(subscriber);
                }
            }

            @Override
            public void cancel() {
                over = true;
            }
        });
    }

    private void give(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (content.length == 0) {
            subscriber.onComplete();
        } else if (state.compareAndSet(State.WAITING, State.BEGUN)) {
            subscriber.onNext(ByteBuffer.wrap(content));
            subscriber.onComplete();
        } else {
            subscriber.onError(new IOException("the request was withdrawn, or sent before"));
        }
    }
}
