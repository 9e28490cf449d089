/**
 * The agent's wire: frames of JSON over a local socket, and how each type of the SPI is written in them.
 *
 * <p>A frame is its length in bytes (four bytes, most significant first) and that much UTF-8 JSON, one object. A
 * connection carries one call: the client sends a hello and the request at once, the server answers with a welcome,
 * any number of items, and an end or a failure. Closing the connection cancels the call. Unknown fields are skipped,
 * so that a newer peer may add some within a protocol version.
 */
@NullMarked
package dev.berth.scheduler.local.agent.wire;

import org.jspecify.annotations.NullMarked;
