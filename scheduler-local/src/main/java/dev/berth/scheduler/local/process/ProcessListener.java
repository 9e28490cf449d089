package dev.berth.scheduler.local.process;

/**
 * Told what happens to processes, on the one thread that watches: it must return soon. Each is told at least once; after
 * a restart of the JVM, and when the kernel dropped notices, what was told before may be told again.
 */
public interface ProcessListener {
    /** The process runs; its program is executed next. */
    void started(ProcessName name, ProcessIdentity identity);

    /**
     * The process ended, or will never start. Processes it left behind may still run: see the leftovers of the instance.
     *
     * @param alone whether it is known that there are none
     */
    void ended(ProcessName name, ProcessEnd end, boolean alone);
}
