/** Tests of what goes over the agent's wire. */
@NullMarked
package dev.berth.scheduler.local.agent.wire;

import org.jspecify.annotations.NullMarked;
