/** The embedded backend under the contract kit, through the JVM and through its agent. */
@NullMarked
package dev.berth.scheduler.cli.certify;

import org.jspecify.annotations.NullMarked;
