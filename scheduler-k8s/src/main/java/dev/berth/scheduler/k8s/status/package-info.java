/** What a cluster says of pods, nodes and Jobs, in the words of the API. Pure. */
@NullMarked
package dev.berth.scheduler.k8s.status;

import org.jspecify.annotations.NullMarked;
