/** The commands: one class each, which declares its options and carries it out; and what they share. */
@NullMarked
package dev.berth.scheduler.cli.command;

import org.jspecify.annotations.NullMarked;
