/** Kubernetes as a backend. */
@NullMarked
package dev.berth.scheduler.k8s;

import org.jspecify.annotations.NullMarked;
