package dev.berth.scheduler.engine;

import java.util.Comparator;

/**
 * How good a node is that could take the instance. What the spec prefers comes first, then what is sensible: apart from
 * instances of the same workload, where most is left, where fewest instances are; in the end the id decides.
 *
 * @param preference the sum of the weights that the node keeps, less those it breaks; more is better
 * @param unevenness by how much the node would exceed the preferred spreads; less is better
 * @param own instances of the workload on the node; less is better
 * @param load the fullest stated resource once the instance is there, 1 being full; less is better
 */
record Score(NodeState node, long preference, long unevenness, int own, double load) {
    /** The best comes first. */
    static final Comparator<Score> BEST_FIRST = Comparator.comparingLong(Score::preference)
            .reversed()
            .thenComparingLong(Score::unevenness)
            .thenComparingInt(Score::own)
            .thenComparingDouble(Score::load)
            .thenComparingInt(score -> score.node.instanceCount())
            .thenComparing(score -> score.node.id());
}
