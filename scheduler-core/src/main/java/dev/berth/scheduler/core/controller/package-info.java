/** Finishes what clients left unfinished and forgets what is over. Level-triggered, idempotent, without state. */
@NullMarked
package dev.berth.scheduler.core.controller;

import org.jspecify.annotations.NullMarked;
