/** The one write path: edits, targets, checks, rendering, diff, plan, claim, send. */
@NullMarked
package dev.berth.scheduler.core.pipeline;

import org.jspecify.annotations.NullMarked;
