/** The catalogue of rules. */
@NullMarked
package dev.berth.scheduler.tck.rule;

import org.jspecify.annotations.NullMarked;
