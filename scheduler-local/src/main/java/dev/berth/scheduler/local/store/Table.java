package dev.berth.scheduler.local.store;

/** What the state file keeps apart. The name of a table is its name in the file and never changes. */
public enum Table {
    /** About the file itself. */
    META("meta"),
    /** scheduler-core's records, by workload and generation. */
    RECORDS("records"),
    /** The native objects, by workload. */
    OBJECTS("objects"),
    /** What instances are made from, by workload, incarnation and revision. */
    TEMPLATES("templates"),
    /** Instances, by workload and uid. */
    INSTANCES("instances"),
    /** How far the instances of a workload are with its object, by workload. */
    ROLLOUTS("rollouts"),
    /** Runs, by workload and name. */
    RUNS("runs"),
    /** The last tick a CRON was ever run for, by workload; kept apart from the runs, which are forgotten. */
    TICKS("ticks"),
    /** What operators said of nodes, by node. */
    NODES("nodes");

    private final String nameInFile;

    Table(String nameInFile) {
        this.nameInFile = nameInFile;
    }

    String nameInFile() {
        return nameInFile;
    }
}
