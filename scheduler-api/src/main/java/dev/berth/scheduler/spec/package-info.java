/** Intent: what should run and where it may run. Nothing here is observed; nothing here performs I/O. */
@NullMarked
package dev.berth.scheduler.spec;

import org.jspecify.annotations.NullMarked;
