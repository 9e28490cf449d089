/** What the API returns, as tables, lines and documents. Pure: no I/O, no clock. */
@NullMarked
package dev.berth.scheduler.cli.render;

import org.jspecify.annotations.NullMarked;
