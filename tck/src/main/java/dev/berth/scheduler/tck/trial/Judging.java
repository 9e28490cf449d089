package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.tck.oracle.Ledger;
import java.util.List;
import java.util.function.Supplier;

/**
 * What goes with every call of a test.
 *
 * @param traces all that exists of the test's workloads, said and seen
 */
record Judging(Referee referee, Ledger ledger, History history, Supplier<List<String>> traces) {}
