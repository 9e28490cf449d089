/** The scheduler as its callers see it: what to run, what runs, and what went wrong. */
@NullMarked
package dev.berth.scheduler;

import org.jspecify.annotations.NullMarked;
