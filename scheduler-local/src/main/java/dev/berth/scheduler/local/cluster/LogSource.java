package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.LogFile;
import dev.berth.scheduler.local.process.LogStream;

/** Gives the logs of instances, also of those that are gone. Thread-safe. */
public interface LogSource {
    /**
     * One stream of a log; empty when there is none.
     *
     * @param instance the instance's name among processes
     */
    LogFile log(String instance, LogStream stream);
}
