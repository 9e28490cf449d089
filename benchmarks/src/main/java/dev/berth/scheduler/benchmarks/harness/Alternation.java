package dev.berth.scheduler.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A peer and a subject by turns in one run, so that whatever else the machine does falls on both.
 *
 * @param peer milliseconds of each round
 * @param subject milliseconds of each round
 */
public record Alternation(Samples peer, Samples subject) {
    private static final double NANOSECONDS = 1e6;

    /**
     * Measures.
     *
     * @param warm rounds that don't count, for both
     * @param rounds those that do
     */
    public static Alternation of(int warm, int rounds, Timed peer, Timed subject) throws Exception {
        List<Double> peers = new ArrayList<>();
        List<Double> subjects = new ArrayList<>();
        for (int round = -warm; round < rounds; round++) {
            boolean peerFirst = round % 2 == 0;
            double first = (peerFirst ? peer : subject).run() / NANOSECONDS;
            double second = (peerFirst ? subject : peer).run() / NANOSECONDS;
            if (round >= 0) {
                peers.add(peerFirst ? first : second);
                subjects.add(peerFirst ? second : first);
            }
        }
        return new Alternation(new Samples(peers), new Samples(subjects));
    }

    /** What was measured by turns elsewhere. */
    public static Alternation ofNanoseconds(List<Long> peer, List<Long> subject) {
        return new Alternation(milliseconds(peer), milliseconds(subject));
    }

    private static Samples milliseconds(List<Long> nanoseconds) {
        return new Samples(
                nanoseconds.stream().map(value -> value / NANOSECONDS).toList());
    }

    /** How many times as long the subject took, of the medians. */
    public double ratio() {
        return subject.median() / peer.median();
    }
}
