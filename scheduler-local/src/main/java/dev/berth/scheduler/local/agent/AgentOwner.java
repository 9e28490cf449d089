package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * The agent that holds a state directory, as it wrote into the lock it holds: so it is known, and can be ended, even
 * when the file that tells how to ask it is damaged or gone.
 *
 * @param pid its process
 * @param mark tells that process from a later one with the same pid
 * @param product the version of Berth it runs
 */
record AgentOwner(long pid, String mark, String product) {
    static AgentOwner of(AgentEndpoint endpoint) {
        return new AgentOwner(endpoint.pid(), endpoint.mark(), endpoint.hello().product());
    }

    /** The living agent of a directory; empty when none lives, or one that didn't write who it is. */
    static Optional<AgentOwner> living(AgentFiles files) throws IOException {
        Optional<AgentOwner> written = LockFile.content(files.agentLock()).flatMap(AgentOwner::parse);
        return written.isPresent() && written.get().isAlive() ? written : Optional.empty();
    }

    private static Optional<AgentOwner> parse(byte[] content) {
        try {
            WireObject in = WireObject.parse(content);
            return Optional.of(new AgentOwner(in.number("pid"), in.text("mark"), in.text("product")));
        } catch (IOException e) {
            // An agent of an earlier version writes nothing, and one that was killed may have written half.
            return Optional.empty();
        }
    }

    byte[] content() throws IOException {
        return new WireWriter()
                .number("pid", pid)
                .text("mark", mark)
                .text("product", product)
                .body();
    }

    boolean isAlive() throws IOException {
        return ProcessMark.of(pid).filter(mark::equals).isPresent();
    }

    /** For messages. */
    String describe() {
        return "the agent (pid " + pid + ", version " + product + ")";
    }
}
