/** Requests to Docker Engines: connections, addresses, versions, deadlines. */
@NullMarked
package dev.berth.scheduler.swarm.connection;

import org.jspecify.annotations.NullMarked;
