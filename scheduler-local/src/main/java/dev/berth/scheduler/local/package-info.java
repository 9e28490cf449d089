/** The embedded backend: runs workloads as processes of this machine. */
@NullMarked
package dev.berth.scheduler.local;

import org.jspecify.annotations.NullMarked;
