/** The parts of a service that a spec becomes. Pure. */
@NullMarked
package dev.berth.scheduler.swarm.render;

import org.jspecify.annotations.NullMarked;
