/** The kit as an engine of the JUnit Platform. */
@NullMarked
package dev.berth.scheduler.tck.junit;

import org.jspecify.annotations.NullMarked;
