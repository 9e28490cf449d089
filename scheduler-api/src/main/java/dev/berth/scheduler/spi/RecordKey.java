package dev.berth.scheduler.spi;

import dev.berth.scheduler.spec.WorkloadId;

/**
 * Names a record. Creating it claims the generation.
 *
 * @param id whose record
 * @param generation which edit, from 1; grows over all lives of which records remain
 */
public record RecordKey(WorkloadId id, long generation) {}
