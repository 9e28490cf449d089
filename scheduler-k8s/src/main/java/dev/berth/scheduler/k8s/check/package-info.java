/** What a spec may ask for and Kubernetes can't have, beyond missing capabilities. Pure. */
@NullMarked
package dev.berth.scheduler.k8s.check;

import org.jspecify.annotations.NullMarked;
