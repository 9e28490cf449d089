package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.FrameChannel;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to a caller: items, then an end or a failure. Each write waits while the caller doesn't read, so that
 * a slow one costs the agent what a socket buffers and no more.
 */
final class Reply {
    private final FrameChannel frames;
    private final Call call;
    private final BlockingQueue<Boolean> answers = new ArrayBlockingQueue<>(1);

    Reply(FrameChannel frames, Call call) {
        this.frames = frames;
        this.call = call;
        call.onCancel(() -> answers.offer(false));
    }

    /** {@code differing} tells a caller what it is configured with otherwise than this agent. */
    void welcome(Optional<? extends SchedulerException> differing) throws IOException {
        write(new WireWriter()
                .object("welcome", Hello.ours(""), Hello.CODEC)
                .object(Introduction.DIFFERING, differing, FailureCodec.INSTANCE));
    }

    void item(WireWriter item) throws IOException {
        write(item);
    }

    void end() throws IOException {
        write(new WireWriter().flag("end", true));
    }

    void fail(SchedulerException failure) throws IOException {
        write(new WireWriter().object("failure", failure, FailureCodec.INSTANCE));
    }

    private void write(WireWriter content) throws IOException {
        if (!frames.write(content.frame(), call)) {
            throw ContactException.timeout("the caller did not take the answer in time", Effect.NONE);
        }
    }

    /** Waits for the caller's answer to the last item; no when the call ends first. */
    boolean awaitAnswer() throws InterruptedException {
        @Nullable Boolean answer = answers.poll(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
        return answer != null && answer;
    }

    /** Takes the caller's answer; one that was not asked for is dropped. */
    void answered(boolean goOn) {
        answers.offer(goOn);
    }
}
