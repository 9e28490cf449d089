/** The swarm of the lab as a backend to be certified. */
@NullMarked
package dev.berth.scheduler.cli.certify.swarm;

import org.jspecify.annotations.NullMarked;
