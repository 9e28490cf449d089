/** The one read path: an adapter's facts become workloads with a status, lists and watch feeds. */
@NullMarked
package dev.berth.scheduler.core.watch;

import org.jspecify.annotations.NullMarked;
