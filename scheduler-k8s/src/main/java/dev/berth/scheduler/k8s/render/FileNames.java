package dev.berth.scheduler.k8s.render;

/** Names the ConfigMaps that hold a workload's files. */
@FunctionalInterface
public interface FileNames {
    /** The name for this content; equal contents have one. */
    String of(String content);
}
