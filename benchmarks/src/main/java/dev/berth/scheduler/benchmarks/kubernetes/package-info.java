/** What a cluster is asked, how long that takes and what a watch keeps, beside kubectl and fabric8's informer. */
@NullMarked
package dev.berth.scheduler.benchmarks.kubernetes;

import org.jspecify.annotations.NullMarked;
