package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.WorkloadId;

/**
 * What a watch delivers (rules OBS-2 and OBS-3): a snapshot, SYNCED, then changes; after a lost connection RESYNCED,
 * after which the stream equals the backend again.
 */
public sealed interface WatchEvent
        permits WatchEvent.Changed,
                WatchEvent.InstanceChanged,
                WatchEvent.InstanceEnded,
                WatchEvent.RunChanged,
                WatchEvent.Removed,
                WatchEvent.Synced {
    Kind kind();

    /** For switching. */
    enum Kind {
        CHANGED,
        INSTANCE_CHANGED,
        INSTANCE_ENDED,
        RUN_CHANGED,
        REMOVED,
        SYNCED
    }

    /** A workload is new or its spec or status changed; intermediate states may be missing. */
    record Changed(Workload workload) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.CHANGED;
        }
    }

    /** An instance is new or changed; intermediate states may be missing. */
    record InstanceChanged(Instance instance) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.INSTANCE_CHANGED;
        }
    }

    /**
     * An instance is gone; its last state.
     *
     * @param dropped how many earlier ends of the same workload a slow reader missed
     */
    record InstanceEnded(Instance instance, long dropped) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.INSTANCE_ENDED;
        }
    }

    /** A run is new or changed; intermediate states may be missing, the last one of a run that is kept is not. */
    record RunChanged(Run run) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.RUN_CHANGED;
        }
    }

    /** A workload is gone with all its instances. */
    record Removed(WorkloadId id) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.REMOVED;
        }
    }

    /**
     * Everything up to here equals the backend.
     *
     * @param again true after a lost connection (RESYNCED)
     */
    record Synced(boolean again) implements WatchEvent {
        @Override
        public Kind kind() {
            return Kind.SYNCED;
        }
    }
}
