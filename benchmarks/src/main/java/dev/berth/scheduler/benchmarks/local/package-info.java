/** The embedded backend, its agent and the command, each beside the same done by hand. */
@NullMarked
package dev.berth.scheduler.benchmarks.local;

import org.jspecify.annotations.NullMarked;
