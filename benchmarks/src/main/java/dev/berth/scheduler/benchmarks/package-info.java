/** Measurements of Berth beside a peer doing the same by hand. */
@NullMarked
package dev.berth.scheduler.benchmarks;

import org.jspecify.annotations.NullMarked;
