/** The lab's Kubernetes as a backend to be certified. */
@NullMarked
package dev.berth.scheduler.cli.certify.kubernetes;

import org.jspecify.annotations.NullMarked;
