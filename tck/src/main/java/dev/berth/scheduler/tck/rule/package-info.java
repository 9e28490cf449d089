/** The rules of the contract, and how a test names the one it is of. */
@NullMarked
package dev.berth.scheduler.tck.rule;

import org.jspecify.annotations.NullMarked;
