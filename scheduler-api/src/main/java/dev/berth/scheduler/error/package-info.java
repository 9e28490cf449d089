/** Failures: one hierarchy, each with a code, its problems and whether a write may have happened. */
@NullMarked
package dev.berth.scheduler.error;

import org.jspecify.annotations.NullMarked;
