/** What a Docker Engine says and is told: its objects as values, and their JSON. */
@NullMarked
package dev.berth.scheduler.swarm.engine;

import org.jspecify.annotations.NullMarked;
