package dev.berth.scheduler.cli.certify;

/** The contract on the embedded backend over simulated processes. */
public final class SimulatedContractTest extends SimulatedUnderTest {}
