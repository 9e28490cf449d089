package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Where instances may run and where they would rather run. */
public sealed interface Placement permits PlacementData {
    Placement ANYWHERE = builder().build();

    /** All must hold. */
    List<Constraint> constraints();

    List<Preference> preferences();

    List<Affinity> affinities();

    List<Affinity> antiAffinities();

    List<Spread> spreads();

    /** How many instances of this workload one node takes at the most; no limit when empty. */
    OptionalInt maximumPerNode();

    Builder toBuilder();

    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Placement}; not thread-safe. */
    final class Builder {
        private final List<Constraint> constraints = new ArrayList<>();
        private final List<Preference> preferences = new ArrayList<>();
        private final List<Affinity> affinities = new ArrayList<>();
        private final List<Affinity> antiAffinities = new ArrayList<>();
        private final List<Spread> spreads = new ArrayList<>();
        private OptionalInt maximumPerNode = OptionalInt.empty();

        private Builder() {}

        public Builder constraint(Constraint constraint) {
            this.constraints.add(constraint);
            return this;
        }

        public Builder preference(Preference preference) {
            this.preferences.add(preference);
            return this;
        }

        public Builder affinity(Affinity affinity) {
            this.affinities.add(affinity);
            return this;
        }

        public Builder antiAffinity(Affinity affinity) {
            this.antiAffinities.add(affinity);
            return this;
        }

        public Builder spread(Spread spread) {
            this.spreads.add(spread);
            return this;
        }

        public Builder maximumPerNode(int count) {
            this.maximumPerNode = OptionalInt.of(count);
            return this;
        }

        public Placement build() {
            return new PlacementData(constraints, preferences, affinities, antiAffinities, spreads, maximumPerNode);
        }
    }
}
