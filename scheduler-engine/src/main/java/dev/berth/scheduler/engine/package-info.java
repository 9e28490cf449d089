/** Decides where instances go and says in numbers why they can't go elsewhere. Pure, no I/O. */
@NullMarked
package dev.berth.scheduler.engine;

import org.jspecify.annotations.NullMarked;
