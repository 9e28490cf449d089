package dev.berth.scheduler.local.store;

/** What a change has to survive. */
public enum Durability {
    /** The end of this process, however sudden. Costs no wait for the disk. */
    PROCESS,
    /** A power failure: written through to the disk. */
    DISK
}
