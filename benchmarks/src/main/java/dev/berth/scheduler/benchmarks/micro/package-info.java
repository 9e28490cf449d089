/** Benchmarks of single steps, run by JMH. */
@NullMarked
package dev.berth.scheduler.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
