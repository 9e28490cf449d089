/** What adapters of servers have in common, whichever server it is. */
@NullMarked
package dev.berth.scheduler.core.adapter;

import org.jspecify.annotations.NullMarked;
