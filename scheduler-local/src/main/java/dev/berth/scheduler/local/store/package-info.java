/** The state file of the embedded backend: texts by key in a few tables, changed several at a time or not at all. */
@NullMarked
package dev.berth.scheduler.local.store;

import org.jspecify.annotations.NullMarked;
