/** Observation: what a backend reports about workloads, instances and nodes. Never intent. */
@NullMarked
package dev.berth.scheduler.status;

import org.jspecify.annotations.NullMarked;
