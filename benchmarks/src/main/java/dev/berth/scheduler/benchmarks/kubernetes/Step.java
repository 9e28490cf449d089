package dev.berth.scheduler.benchmarks.kubernetes;

/** What is done to a hundred workloads, each step on what the one before it left. */
enum Step {
    FRESH("fresh apply of 100 workloads", Step.HUNDRED, 2 * Step.HUNDRED + 5, 0.5),
    NO_OP("no-op apply of 100 workloads", 0, 4, Double.POSITIVE_INFINITY),
    CHANGED("apply with one of 100 changed", 1, 8, Double.POSITIVE_INFINITY);

    static final int HUNDRED = 100;

    private final String words;
    private final int changed;
    private final int requests;
    private final double share;

    Step(String words, int changed, int requests, double share) {
        this.words = words;
        this.changed = changed;
        this.requests = requests;
        this.share = share;
    }

    String words() {
        return words;
    }

    /** How many of them it changes. */
    int changed() {
        return changed;
    }

    /** How many it may take Berth at most, with a client that begins with it. */
    int requests() {
        return requests;
    }

    /** Of the time of kubectl's, at most; infinite where it is only shown. */
    double share() {
        return share;
    }
}
