/** What an embedder calls: the {@link dev.berth.scheduler.Scheduler} of one backend and its verbs. */
@NullMarked
package dev.berth.scheduler;

import org.jspecify.annotations.NullMarked;
