/** The probe workload: a script for a POSIX shell that does as it is told and reports what it really got. */
@NullMarked
package dev.berth.scheduler.tck.probe;

import org.jspecify.annotations.NullMarked;
