/** A backend in memory for the tests of the pipeline: it keeps what it is sent and runs it at once. */
@NullMarked
package dev.berth.scheduler.core.testing;

import org.jspecify.annotations.NullMarked;
