/** Certificates. */
@NullMarked
package dev.berth.scheduler.tck.certificate;

import org.jspecify.annotations.NullMarked;
