/** The {@code berth} command. */
@NullMarked
package dev.berth.scheduler.cli;

import org.jspecify.annotations.NullMarked;
