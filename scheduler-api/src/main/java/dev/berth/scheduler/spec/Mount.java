package dev.berth.scheduler.spec;

/**
 * Where a task sees a volume.
 *
 * @param volume the volume's name
 * @param path absolute, as the task sees it
 * @param readOnly whether the task may not write there
 */
public record Mount(String volume, String path, boolean readOnly) {}
