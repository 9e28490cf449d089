/** What an adapter implements. Smaller than the API: all verbs are derived from it by scheduler-core. */
@NullMarked
package dev.berth.scheduler.spi;

import org.jspecify.annotations.NullMarked;
