/** The write path's data: edits, plans, changes and their outcome. */
@NullMarked
package dev.berth.scheduler.plan;

import org.jspecify.annotations.NullMarked;
