/** What a platform builder and an operator write, as the documentation shows it. */
@NullMarked
package dev.berth.scheduler.examples;

import org.jspecify.annotations.NullMarked;
