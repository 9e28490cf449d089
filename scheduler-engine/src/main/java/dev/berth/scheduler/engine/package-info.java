/**
 * Decides where instances go and says in numbers why they can't go elsewhere. Pure: no I/O, no clock, no randomness;
 * equal clusters and requests give equal answers.
 *
 * <p>{@link dev.berth.scheduler.engine.PlacementEngine} is all that others see. Inside, a placement is a pipeline:
 * {@code Filter}s that look at a node alone leave the usable nodes, filters that look at the instances too leave the
 * fitting ones, and a {@code Score} picks the best of them. Every filter that excludes says why.
 */
@NullMarked
package dev.berth.scheduler.engine;

import org.jspecify.annotations.NullMarked;
