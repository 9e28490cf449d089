/** What an engine says of tasks, nodes and services, in the words of the API. Pure. */
@NullMarked
package dev.berth.scheduler.swarm.status;

import org.jspecify.annotations.NullMarked;
