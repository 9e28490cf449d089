package dev.berth.scheduler.local.cluster;

/** What is known of nodes: which there are, what is where, and what belongs where. */
record NodeParts(NodeRoster roster, Placer placer, Globals globals) {
    static NodeParts of(Placer placer, Cordons cordons) {
        return new NodeParts(new NodeRoster(placer, cordons), placer, new Globals(placer));
    }
}
