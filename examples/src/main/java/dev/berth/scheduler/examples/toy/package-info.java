/**
 * The smallest adapter that works, to read before writing a real one. What it adapts, {@link
 * dev.berth.scheduler.examples.toy.ToyServer}, starts nothing and only pretends that instances run.
 */
@NullMarked
package dev.berth.scheduler.examples.toy;

import org.jspecify.annotations.NullMarked;
