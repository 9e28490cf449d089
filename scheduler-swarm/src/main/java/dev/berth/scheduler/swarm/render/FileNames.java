package dev.berth.scheduler.swarm.render;

/** Names the configs that hold a workload's files. */
@FunctionalInterface
public interface FileNames {
    /** The name for this content; equal contents have one. */
    String of(String content);
}
