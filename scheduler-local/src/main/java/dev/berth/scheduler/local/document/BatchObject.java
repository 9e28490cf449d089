package dev.berth.scheduler.local.document;

import dev.berth.scheduler.spec.Batch;

/**
 * What a {@code LocalWorkload} says that runs to its end.
 *
 * @param shape of each run
 * @param global whether a run has one instance on each node that matches when it begins; its shape then counts for each
 * @param scheduled whether runs are made tick by tick; else there is one for each revision
 * @param cancelled whether the run of the present revision is to end
 */
public record BatchObject(Batch shape, boolean global, boolean scheduled, boolean cancelled) {}
