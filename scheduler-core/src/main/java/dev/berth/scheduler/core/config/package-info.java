/** From HOCON, environment and system properties to backends, every problem at once. */
@NullMarked
package dev.berth.scheduler.core.config;

import org.jspecify.annotations.NullMarked;
