/** Runs the tests of the rules against a backend and says what became of each. */
@NullMarked
package dev.berth.scheduler.tck.run;

import org.jspecify.annotations.NullMarked;
