package dev.berth.scheduler.swarm.engine;

/**
 * That something changed; what, is asked for. There are none for tasks.
 *
 * @param type service, node, config or secret
 * @param action create, update or remove
 * @param id of the object
 */
public record EngineEvent(String type, String action, String id) {}
