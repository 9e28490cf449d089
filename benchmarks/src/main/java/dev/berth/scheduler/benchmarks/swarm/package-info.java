/** What a swarm is asked, how long that takes and what a watch keeps, on the lab's three engines. */
@NullMarked
package dev.berth.scheduler.benchmarks.swarm;

import org.jspecify.annotations.NullMarked;
