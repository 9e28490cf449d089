/** Certificates: what was found, as JSON for machines, as text, and as one page for people. */
@NullMarked
package dev.berth.scheduler.tck.certificate;

import org.jspecify.annotations.NullMarked;
