package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.WorkloadId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What reading one workload knows and collects; a view of it goes down with each value. */
final class Reading {
    /** Bounds the cost of {@link #isDoubtful}. */
    private static final int MOST_UNREAD = 1000;

    private final Path directory;
    private final WorkloadId self;
    private final Problems problems;
    private final List<String> unread;
    private final Spot spot;

    private Reading(Path directory, WorkloadId self, Problems problems, List<String> unread, Spot spot) {
        this.directory = directory;
        this.self = self;
        this.problems = problems;
        this.unread = unread;
        this.spot = spot;
    }

    /**
     * Begins to read a workload.
     *
     * @param directory where relative paths begin
     * @param problems where problems are added
     */
    static Reading begin(Path directory, WorkloadId self, Problems problems, Spot root) {
        return new Reading(directory, self, problems, new ArrayList<>(), root);
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
        return new Reading(directory, self, problems, unread, part);
    }

    Path directory() {
        return directory;
    }

    /** The workload being read: what a reference without a name means. */
    WorkloadId self() {
        return self;
    }

    /** Notes that a value is not among what was read, or a stand-in is. */
    void unread(Place place) {
        if (!isUnclear()) {
            unread.add(place.path());
        }
    }

    /** Too much was not read to say of anything that it was. */
    private boolean isUnclear() {
        return unread.size() > MOST_UNREAD;
    }

    /** Whether everything written was read. */
    boolean isWhole() {
        return unread.isEmpty();
    }

    /** Whether what was read at a path, below it or around it may differ from what was written. */
    boolean isDoubtful(String path) {
        return isUnclear() || unread.stream().anyMatch(each -> isWithin(each, path) || isWithin(path, each));
    }

    private static boolean isWithin(String path, String outer) {
        return path.startsWith(outer)
                && (outer.isEmpty()
                        || path.length() == outer.length()
                        || path.charAt(outer.length()) == '.'
                        || path.charAt(outer.length()) == '[');
    }

    void problem(Place place, String message) {
        problems.add(place.problem(message));
    }

    /** Tells a name that is not among those allowed. */
    void unknown(Place place, String name, List<String> allowed) {
        problem(place, problems.isFull() ? "unknown field" : "unknown field" + NearestName.hint(name, allowed));
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
