/** The smallest adapter that runs something: to read before writing a real one, see docs/write-an-adapter.md. */
@NullMarked
package dev.berth.scheduler.examples.toy;

import org.jspecify.annotations.NullMarked;
