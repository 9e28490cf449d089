/**
 * Starts, signals, watches and adopts operating-system processes that outlive the JVM, and keeps their logs bounded.
 *
 * <p>This package knows nothing of workloads. A {@link dev.berth.scheduler.local.process.ProcessLauncher} hands batches
 * of {@link dev.berth.scheduler.local.process.Launch}es to a shell that was started once; that shell forks a shim per
 * batch, the shim starts the processes, waits for them and records what happened as names of empty files, which
 * {@link dev.berth.scheduler.local.process.ProcessDirectory} reads back, now or after a restart of the JVM.
 */
@NullMarked
package dev.berth.scheduler.local.process;

import org.jspecify.annotations.NullMarked;
