/** What environments of backends under test have in common: clients, honest ones and others, and a controller. */
@NullMarked
package dev.berth.scheduler.cli.certify.client;

import org.jspecify.annotations.NullMarked;
