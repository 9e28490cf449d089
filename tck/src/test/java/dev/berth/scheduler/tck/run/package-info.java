/** Runs against backends that misbehave. */
@NullMarked
package dev.berth.scheduler.tck.run;

import org.jspecify.annotations.NullMarked;
