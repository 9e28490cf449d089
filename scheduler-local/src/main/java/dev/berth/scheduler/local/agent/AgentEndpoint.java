package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.Codec;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where an agent can be asked.
 *
 * @param socket its socket
 * @param pid its process
 * @param mark tells that process from a later one with the same pid
 * @param hello its token and versions
 */
record AgentEndpoint(Path socket, long pid, String mark, Hello hello) {
    static final Codec<AgentEndpoint> CODEC = new Codec<>() {
        @Override
        public void write(AgentEndpoint value, WireWriter out) throws IOException {
            out.text("socket", value.socket().toString())
                    .number("pid", value.pid())
                    .text("mark", value.mark())
                    .object("hello", value.hello(), Hello.CODEC);
        }

        @Override
        public AgentEndpoint read(WireObject in) throws IOException {
            return new AgentEndpoint(
                    Path.of(in.text("socket")), in.number("pid"), in.text("mark"), in.object("hello", Hello.CODEC));
        }
    };

    /** Whether its process lives. */
    boolean isAlive() throws IOException {
        return ProcessMark.of(pid).filter(mark::equals).isPresent();
    }

    /** For messages. */
    String describe() {
        return "the agent (pid " + pid + ", " + hello + ")";
    }
}
