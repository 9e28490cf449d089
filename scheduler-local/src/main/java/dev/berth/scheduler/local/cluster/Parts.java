package dev.berth.scheduler.local.cluster;

import java.time.Clock;

/**
 * What the parts of the loop share.
 *
 * @param publish tells whoever watches what has changed
 */
record Parts(
        ClusterSettings settings,
        ClusterState state,
        Loop loop,
        SteadyTime steady,
        Clock wall,
        ProcessDriver driver,
        Readiness readiness,
        Launches launches,
        Ports ports,
        NodeRoster roster,
        Globals globals,
        Placer placer,
        Awaited awaited,
        Runnable publish) {}
