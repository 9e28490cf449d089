/** Text for people: tables, colours, widths, durations, and what makes foreign text safe to show. Pure. */
@NullMarked
package dev.berth.scheduler.cli.text;

import org.jspecify.annotations.NullMarked;
