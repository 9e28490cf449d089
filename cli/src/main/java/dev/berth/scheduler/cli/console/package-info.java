/** What the command says and to whom: streams, terminals, live progress, Ctrl-C. */
@NullMarked
package dev.berth.scheduler.cli.console;

import org.jspecify.annotations.NullMarked;
