/** The contract on the toy, and what else it promises. */
@NullMarked
package dev.berth.scheduler.examples.toy;

import org.jspecify.annotations.NullMarked;
