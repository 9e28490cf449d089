/** Clients and a controller for backends under test, honest ones and others, whatever the backend. */
@NullMarked
package dev.berth.scheduler.cli.certify.client;

import org.jspecify.annotations.NullMarked;
