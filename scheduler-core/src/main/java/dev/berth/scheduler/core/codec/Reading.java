package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadId;
import java.nio.file.Path;
import java.util.List;

/** What reading one workload knows and collects; a view of it goes down with each value. */
final class Reading {
    private final Path directory;
    private final WorkloadId self;
    private final List<Problem> problems;
    private final Spot spot;

    private Reading(Path directory, WorkloadId self, List<Problem> problems, Spot spot) {
        this.directory = directory;
        this.self = self;
        this.problems = problems;
        this.spot = spot;
    }

    /**
     * Begins to read a workload.
     *
     * @param directory where relative paths begin
     * @param problems where problems are added
     */
    static Reading begin(Path directory, WorkloadId self, List<Problem> problems, Spot root) {
        return new Reading(directory, self, problems, root);
    }

    Reading field(MapField field) {
        return at(spot.part(Place.fieldStep(field.name()), field.value().place()));
    }

    /** A field that says which variant the map is. */
    Reading choice(MapField field) {
        return at(spot.choice(Place.fieldStep(field.name()), field.value().place()));
    }

    Reading item(int index, Node item) {
        return at(spot.part("[" + index + "]", item.place()));
    }

    private Reading at(Spot part) {
        return new Reading(directory, self, problems, part);
    }

    Path directory() {
        return directory;
    }

    /** The workload being read: what a reference without a name means. */
    WorkloadId self() {
        return self;
    }

    void problem(Place place, String message) {
        problems.add(place.problem(message));
    }

    /** Tells that a value is of the wrong sort. The value is not shown: it may have been meant as a secret. */
    void mismatch(Node node, String expected) {
        switch (node.kind()) {
            case UNREADABLE -> {}
            case NULL -> problem(node.place(), "has no value; it must be " + expected);
            case SCALAR -> problem(node.place(), "a text must be " + expected);
            case MAP, LIST -> problem(node.place(), node.describe() + " must be " + expected);
        }
    }

    /** Tells that a scalar, which is no secret, breaks a rule: {@code replicas (=three) must be a whole number}. */
    void refuse(ScalarNode scalar, String rule) {
        problem(scalar.place(), scalar.place().name() + " (=" + scalar.describe() + ") " + rule);
    }
}
