/** What an adapter's author writes: one {@link dev.berth.scheduler.tck.backend.BackendUnderTest}. */
@NullMarked
package dev.berth.scheduler.tck.backend;

import org.jspecify.annotations.NullMarked;
