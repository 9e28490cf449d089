/** The lab's clusters as backends to be certified: all that one kind of cluster shares with the other. */
@NullMarked
package dev.berth.scheduler.cli.certify.lab;

import org.jspecify.annotations.NullMarked;
