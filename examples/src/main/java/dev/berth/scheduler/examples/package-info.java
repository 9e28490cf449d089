/** Programs that embed Berth, as the documentation shows them. */
@NullMarked
package dev.berth.scheduler.examples;

import org.jspecify.annotations.NullMarked;
