/** What the suites of both clusters' adapters have in common: the lab, requests on their way, watches that are followed. */
@NullMarked
package dev.berth.scheduler.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
