/**
 * The local agent: a process that owns a state directory and the workloads in it where no embedder's JVM stays alive.
 *
 * <p>{@link dev.berth.scheduler.local.agent.AgentProcess} is the agent, {@link
 * dev.berth.scheduler.local.agent.AgentBackend} a backend that asks it, {@link
 * dev.berth.scheduler.local.agent.AgentLauncher} starts it when it isn't there, and {@link
 * dev.berth.scheduler.local.agent.AgentControl} is behind {@code berth agent status} and {@code stop}. Ending the agent
 * never stops a workload.
 *
 * <p><b>Transport.</b> A Unix domain socket in the state directory, not a port: only the directory's owner can reach
 * it, nobody else can take its place after the agent died and be told the token, and no firewall or network namespace
 * stands between. The kernel limits a socket's path to about 100 bytes; where the state directory is deeper, the socket
 * lies in a directory of its own, for its owner only, below {@code XDG_RUNTIME_DIR} or the temporary directory. The
 * endpoint file in the state directory names it.
 *
 * <p><b>Who may speak.</b> State directory and endpoint file must belong to the caller; the file has mode 0600 and
 * holds the token that begins each connection. Nothing in it is believed without an answer of the agent: a pid that
 * was used again is never taken for one.
 */
@NullMarked
package dev.berth.scheduler.local.agent;

import org.jspecify.annotations.NullMarked;
