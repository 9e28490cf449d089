/** Tests of the local agent, over real sockets and, where lifecycle is concerned, with real child processes. */
@NullMarked
package dev.berth.scheduler.local.agent;

import org.jspecify.annotations.NullMarked;
