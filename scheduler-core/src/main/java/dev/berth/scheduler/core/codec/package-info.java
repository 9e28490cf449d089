/** Workload specs as documents: read with every problem and its place, written in one canonical form, described by a schema. */
@NullMarked
package dev.berth.scheduler.core.codec;

import org.jspecify.annotations.NullMarked;
