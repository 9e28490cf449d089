/** What one test of a rule works with: clients, the probe, what was observed, and the oracle that looks on. */
@NullMarked
package dev.berth.scheduler.tck.trial;

import org.jspecify.annotations.NullMarked;
