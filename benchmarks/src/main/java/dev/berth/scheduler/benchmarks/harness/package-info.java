/** Measures by turns and says what came out: nothing here knows what is measured. */
@NullMarked
package dev.berth.scheduler.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
