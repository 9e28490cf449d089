/** What a backend can or cannot do, as data, and what a spec needs of it. */
@NullMarked
package dev.berth.scheduler.capability;

import org.jspecify.annotations.NullMarked;
