/** Builds schedulers from configuration and carries their edits to the backends. */
@NullMarked
package dev.berth.scheduler.core;

import org.jspecify.annotations.NullMarked;
