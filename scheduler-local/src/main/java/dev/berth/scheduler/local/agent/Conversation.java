package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.FrameChannel;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireException;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The caller's side of one call. For one thread; the call's cancellation may come from any. */
final class Conversation implements Closeable {
    private final FrameChannel frames;
    private final AgentEndpoint agent;
    private final Introduction introduction;
    private final Effect ifLost;
    private boolean sent;
    private boolean ended;

    private Conversation(FrameChannel frames, AgentEndpoint agent, Introduction introduction, Effect ifLost) {
        this.frames = frames;
        this.agent = agent;
        this.introduction = introduction;
        this.ifLost = ifLost;
    }

    /**
     * Sends a request.
     *
     * @param ifLost what may have happened when the answer doesn't come
     */
    static Conversation open(
            AgentEndpoint agent, ByteBuffer request, Introduction introduction, Call call, Effect ifLost)
            throws BrokenConnection {
        Conversation conversation;
        try {
            conversation = new Conversation(connect(agent), agent, introduction, ifLost);
        } catch (IOException e) {
            throw new BrokenConnection(false, e);
        }
        call.onCancel(conversation::close);
        try {
            conversation.send(request, call);
            return conversation;
        } catch (BrokenConnection | RuntimeException e) {
            conversation.close();
            throw e;
        }
    }

    private static FrameChannel connect(AgentEndpoint agent) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(agent.socket()))) {
                throw new IOException(agent.describe() + " takes no more connections");
            }
            return new FrameChannel(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void send(ByteBuffer request, Call call) throws BrokenConnection {
        try {
            ByteBuffer greeting = introduction.to(agent).frame();
            ByteBuffer both = ByteBuffer.allocate(greeting.remaining() + request.remaining());
            both.put(greeting).put(request.duplicate()).flip();
            call.check("the call to " + agent.describe(), Effect.NONE);
            sent = true;
            if (!frames.write(both, call)) {
                throw over(call);
            }
        } catch (IOException e) {
            // A refusal may have come before all was sent; reading tells.
            if (call.isCancelled()) {
                throw over(call);
            }
        }
    }

    /**
     * The next item; waits for it until {@code limits} is over.
     *
     * @return null at the {@link #ended end}, or when nothing came in time
     */
    @Nullable
    WireObject next(Call limits) throws BrokenConnection {
        try {
            WireObject frame = frames.read(limits);
            while (frame != null && frame.has("welcome")) {
                greeted(frame.object("welcome", Hello.CODEC));
                introduction.heard(frame);
                frame = frames.read(limits);
            }
            if (frame != null && frame.has("failure")) {
                ended = true;
                throw frame.object("failure", FailureCodec.INSTANCE);
            }
            ended = frame != null && frame.has("end");
            return ended ? null : frame;
        } catch (WireException e) {
            throw new BackendException(
                    agent.describe() + " gave an answer that is none: " + e.getMessage(), ifLost, "", e);
        } catch (IOException e) {
            ended = true;
            throw new BrokenConnection(sent, e);
        }
    }

    private static void greeted(Hello agent) {
        Hello ours = Hello.ours("");
        if (!ours.understands(agent)) {
            throw Versions.refusal(agent, ours);
        }
    }

    /** The next item; null only at the end. */
    @Nullable
    WireObject await(Call call) throws BrokenConnection {
        try {
            WireObject item = next(call);
            if (item == null && !ended) {
                throw over(call);
            }
            return item;
        } catch (BrokenConnection e) {
            if (call.isCancelled()) {
                throw over(call);
            }
            throw e;
        }
    }

    private RuntimeException over(Call call) {
        Effect effect = sent ? ifLost : Effect.NONE;
        call.check("the call to " + agent.describe(), effect);
        return new IllegalStateException("a wait ended before its limits did");
    }

    boolean ended() {
        return ended;
    }

    /** Whether something came, be it the end; doesn't wait. */
    boolean hasNews() throws IOException {
        return frames.hasNews();
    }

    /** Answers the item before. */
    void answer(boolean goOn, Call call) throws BrokenConnection {
        try {
            if (!frames.write(new WireWriter().flag("goOn", goOn).frame(), call)) {
                throw over(call);
            }
        } catch (IOException e) {
            throw new BrokenConnection(sent, e);
        }
    }

    /** Ends the call on both sides. Idempotent. */
    @Override
    public void close() {
        ended = true;
        try {
            frames.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a local socket can't fail to close", e);
        }
    }
}
