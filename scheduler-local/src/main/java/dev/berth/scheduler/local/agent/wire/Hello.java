package dev.berth.scheduler.local.agent.wire;

import java.io.IOException;

/**
 * The first frame of each side: who speaks which versions of the protocol.
 *
 * @param token what only the agent's user can know; empty in the agent's welcome
 * @param minimum the oldest version spoken
 * @param maximum the newest version spoken
 * @param product the version of Berth, for messages
 */
public record Hello(String token, int minimum, int maximum, String product) {
    /** Written and read the same way for ever: it is what tells versions apart. */
    public static final Codec<Hello> CODEC = new Codec<>() {
        @Override
        public void write(Hello value, WireWriter out) throws IOException {
            out.text("token", value.token())
                    .number("minimum", value.minimum())
                    .number("maximum", value.maximum())
                    .text("product", value.product());
        }

        @Override
        public Hello read(WireObject in) throws IOException {
            return new Hello(
                    in.text("token"), in.smallNumber("minimum"), in.smallNumber("maximum"), in.text("product"));
        }
    };

    public static Hello ours(String token) {
        return new Hello(token, Protocol.MINIMUM, Protocol.MAXIMUM, Protocol.product());
    }

    /** Whether there is a version both sides speak. */
    public boolean understands(Hello other) {
        return minimum <= other.maximum && other.minimum <= maximum;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "version " + product + ", protocol " + minimum + " to " + maximum;
    }
}
