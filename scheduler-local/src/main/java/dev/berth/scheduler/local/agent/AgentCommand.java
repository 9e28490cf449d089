package dev.berth.scheduler.local.agent;

import java.util.List;

/**
 * What the agent is started with, besides the caller's own Java and class path.
 *
 * @param mainClass calls {@link AgentProcess#background}
 * @param arguments what {@code mainClass} gets
 */
public record AgentCommand(String mainClass, List<String> arguments) {
    public AgentCommand {
        arguments = List.copyOf(arguments);
    }
}
