/** Answers of an API server, read as streams into the few values that are wanted. Pure. */
@NullMarked
package dev.berth.scheduler.k8s.api;

import org.jspecify.annotations.NullMarked;
