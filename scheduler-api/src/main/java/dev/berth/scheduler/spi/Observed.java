package dev.berth.scheduler.spi;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.status.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a backend holds of one workload. */
public sealed interface Observed permits ObservedData {
    /** The record of the highest generation. */
    Optional<RecordHeader> latest();

    /** The same record with its content, where telling it costs the backend nothing; others are asked for their records. */
    Optional<StoredRecord> record();

    /** The version that the native objects bear; empty when there are none of ours. */
    Optional<Version> applied();

    /** The native objects under this workload's names, in the adapter's own order, server-assigned fields left out. */
    List<NativeObject> objects();

    /** The state a write's precondition can name. */
    Optional<String> mark();

    /** Names an object in our way that isn't ours. */
    Optional<String> foreign();

    /** How many instances would be touched by replacing all. */
    int instances();

    /** How far the backend is with {@link #applied}. */
    Progress progress();

    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Observed}; not thread-safe. */
    final class Builder {
        private Optional<RecordHeader> latest = Optional.empty();
        private Optional<StoredRecord> record = Optional.empty();
        private Optional<Version> applied = Optional.empty();
        private final List<NativeObject> objects = new ArrayList<>();
        private Optional<String> mark = Optional.empty();
        private Optional<String> foreign = Optional.empty();
        private int instances;
        private Progress progress = Progress.UNKNOWN;

        private Builder() {}

        public Builder latest(RecordHeader header) {
            this.latest = Optional.of(header);
            return this;
        }

        /** The record of the highest generation with its content, which spares those that need it a question. */
        public Builder latest(StoredRecord stored) {
            this.record = Optional.of(stored);
            return latest(new RecordHeader(stored.key(), stored.attributes()));
        }

        public Builder applied(Version version) {
            this.applied = Optional.of(version);
            return this;
        }

        public Builder object(NativeObject object) {
            this.objects.add(object);
            return this;
        }

        public Builder mark(String state) {
            this.mark = Optional.of(state);
            return this;
        }

        public Builder foreign(String name) {
            this.foreign = Optional.of(name);
            return this;
        }

        public Builder instances(int count) {
            this.instances = count;
            return this;
        }

        public Builder progress(Progress made) {
            this.progress = made;
            return this;
        }

        public Observed build() {
            return new ObservedData(latest, record, applied, objects, mark, foreign, instances, progress);
        }
    }
}

record ObservedData(
        Optional<RecordHeader> latest,
        Optional<StoredRecord> record,
        Optional<Version> applied,
        List<NativeObject> objects,
        Optional<String> mark,
        Optional<String> foreign,
        int instances,
        Progress progress)
        implements Observed {
    ObservedData {
        objects = List.copyOf(objects);
    }
}
