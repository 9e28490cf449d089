/** The contract kit on the embedded backend. */
@NullMarked
package dev.berth.scheduler.cli.certify;

import org.jspecify.annotations.NullMarked;
