package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.Codec;
import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.time.Duration;

/**
 * How an agent is doing.
 *
 * @param pid its process
 * @param version the Berth it runs, which may be older than the caller
 * @param uptime since it began to serve
 * @param residentBytes its resident memory in bytes; 0 where the system doesn't say
 * @param workloads how many it keeps
 * @param instances how many instances they have
 */
public record AgentStatus(long pid, String version, Duration uptime, long residentBytes, int workloads, int instances) {
    static final Codec<AgentStatus> CODEC = new Codec<>() {
        @Override
        public void write(AgentStatus value, WireWriter out) throws IOException {
            out.number("pid", value.pid())
                    .text("version", value.version())
                    .number("uptimeNanos", value.uptime().toNanos())
                    .number("residentBytes", value.residentBytes())
                    .number("workloads", value.workloads())
                    .number("instances", value.instances());
        }

        @Override
        public AgentStatus read(WireObject in) throws IOException {
            return new AgentStatus(
                    in.number("pid"),
                    in.text("version"),
                    Duration.ofNanos(in.number("uptimeNanos")),
                    in.number("residentBytes"),
                    in.smallNumber("workloads"),
                    in.smallNumber("instances"));
        }
    };
}
