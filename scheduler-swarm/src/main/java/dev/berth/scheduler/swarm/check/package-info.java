/** What a spec may ask for and a swarm can't have, beyond missing capabilities. Pure. */
@NullMarked
package dev.berth.scheduler.swarm.check;

import org.jspecify.annotations.NullMarked;
