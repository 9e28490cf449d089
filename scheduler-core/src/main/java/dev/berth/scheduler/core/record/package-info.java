/** What Berth stores about each accepted edit: write-ahead log, compare-and-set, history and the answer of get. */
@NullMarked
package dev.berth.scheduler.core.record;

import org.jspecify.annotations.NullMarked;
