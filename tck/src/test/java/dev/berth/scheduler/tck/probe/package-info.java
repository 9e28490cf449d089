/** The probe, run by the shell of this machine. */
@NullMarked
package dev.berth.scheduler.tck.probe;

import org.jspecify.annotations.NullMarked;
