/** Docker Engines in swarm mode as a backend. */
@NullMarked
package dev.berth.scheduler.swarm;

import org.jspecify.annotations.NullMarked;
