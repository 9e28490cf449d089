/**
 * The one native object of the embedded backend, {@code LocalWorkload}: its types, and its JSON form. What instances are
 * made from stands in a part of its own, the template, which later versions of Berth keep as it was written.
 */
@NullMarked
package dev.berth.scheduler.local.document;

import org.jspecify.annotations.NullMarked;
