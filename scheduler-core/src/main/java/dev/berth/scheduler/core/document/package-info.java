/** YAML and JSON texts as trees whose every value knows its line, column and path. */
@NullMarked
package dev.berth.scheduler.core.document;

import org.jspecify.annotations.NullMarked;
