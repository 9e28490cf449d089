package dev.berth.scheduler.cli.certify;

/** The contract on the embedded backend in this JVM. */
public final class LocalContractTest extends LocalUnderTest {}
