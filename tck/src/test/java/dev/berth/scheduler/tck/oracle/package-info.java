/** The oracle, with pictures made by hand. */
@NullMarked
package dev.berth.scheduler.tck.oracle;

import org.jspecify.annotations.NullMarked;
