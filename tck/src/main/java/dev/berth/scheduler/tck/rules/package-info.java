/** The tests of the rules. */
@NullMarked
package dev.berth.scheduler.tck.rules;

import org.jspecify.annotations.NullMarked;
