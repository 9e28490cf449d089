package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.WorkloadSpec;

/**
 * One field away from its default.
 *
 * @param needed what it needs of a backend
 */
record FieldCase(String field, WorkloadSpec spec, Capability needed) {
    @Override
    public String toString() {
        return field + " needs " + needed;
    }
}
