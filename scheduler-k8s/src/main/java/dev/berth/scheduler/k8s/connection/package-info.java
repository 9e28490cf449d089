/** Requests to an API server: who we are, connections, deadlines, streams. */
@NullMarked
package dev.berth.scheduler.k8s.connection;

import org.jspecify.annotations.NullMarked;
