/**
 * The oracle: checks all that is observed during a test against what was asked for. It shares no code with any placement
 * engine, and believes a backend nothing that it can see elsewhere.
 */
@NullMarked
package dev.berth.scheduler.tck.oracle;

import org.jspecify.annotations.NullMarked;
