/** Guice wiring; everything works without it. */
@NullMarked
package dev.berth.scheduler.core.guice;

import org.jspecify.annotations.NullMarked;
