/** The parts of a manifest, one class for each. Pure. */
@NullMarked
package dev.berth.scheduler.k8s.render;

import org.jspecify.annotations.NullMarked;
