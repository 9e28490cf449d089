package dev.berth.scheduler.cli.certify;

/** The contract on the embedded backend through its agent, which is killed again and again. */
public final class LocalAgentContractEndToEndTest extends LocalAgentUnderTest {}
