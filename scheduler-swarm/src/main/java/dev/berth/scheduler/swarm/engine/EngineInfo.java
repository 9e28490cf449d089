package dev.berth.scheduler.swarm.engine;

/**
 * The manager that answers.
 *
 * @param version of the engine, such as {@code 20.10.24}
 * @param apiVersion the one both sides speak
 */
public record EngineInfo(String version, ApiVersion apiVersion) {}
