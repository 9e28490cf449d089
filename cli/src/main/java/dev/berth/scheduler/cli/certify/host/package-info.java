/** Commands of this machine, by which instances and labs are looked at and broken. */
@NullMarked
package dev.berth.scheduler.cli.certify.host;

import org.jspecify.annotations.NullMarked;
