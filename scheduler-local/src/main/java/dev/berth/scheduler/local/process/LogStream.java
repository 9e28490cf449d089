package dev.berth.scheduler.local.process;

/** The two output streams of a process. */
public enum LogStream {
    /** Standard output. */
    OUT(".out"),
    /** Standard error. */
    ERR(".err");

    private final String suffix;

    LogStream(String suffix) {
        this.suffix = suffix;
    }

    /** What follows the instance in the name of its log file. */
    public String suffix() {
        return suffix;
    }
}
