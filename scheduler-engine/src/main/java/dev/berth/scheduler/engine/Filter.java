package dev.berth.scheduler.engine;

/** One reason why a node can't take an instance; made for one placement. */
interface Filter {
    boolean passes(NodeState node);

    /** What is said in the explanation of nodes that don't pass, as a clause that follows their number. */
    String explain(NodeState node);
}
