/** What an instance finds on the disk besides its program: secrets, volumes and files. Knows nothing of the cluster. */
@NullMarked
package dev.berth.scheduler.local.storage;

import org.jspecify.annotations.NullMarked;
