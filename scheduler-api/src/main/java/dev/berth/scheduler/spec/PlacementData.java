package dev.berth.scheduler.spec;

import java.util.List;
import java.util.OptionalInt;

record PlacementData(
        List<Constraint> constraints,
        List<Preference> preferences,
        List<Affinity> affinities,
        List<Affinity> antiAffinities,
        List<Spread> spreads,
        OptionalInt maximumPerNode)
        implements Placement {
    PlacementData {
        constraints = List.copyOf(constraints);
        preferences = List.copyOf(preferences);
        affinities = List.copyOf(affinities);
        antiAffinities = List.copyOf(antiAffinities);
        spreads = List.copyOf(spreads);
    }

    @Override
    public Builder toBuilder() {
        Builder builder = Placement.builder();
        constraints.forEach(builder::constraint);
        preferences.forEach(builder::preference);
        affinities.forEach(builder::affinity);
        antiAffinities.forEach(builder::antiAffinity);
        spreads.forEach(builder::spread);
        maximumPerNode.ifPresent(builder::maximumPerNode);
        return builder;
    }
}
