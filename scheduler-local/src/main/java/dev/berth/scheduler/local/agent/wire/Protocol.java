package dev.berth.scheduler.local.agent.wire;

import org.jspecify.annotations.Nullable;

/** Which versions of the wire this Berth speaks, and its limits. */
public final class Protocol {
    /** The oldest version spoken. */
    public static final int MINIMUM = 1;

    /** The newest version spoken. */
    public static final int MAXIMUM = 1;

    /** The largest frame in bytes. Lists travel one item a frame, so it bounds an item: a record has 512 KiB at most. */
    public static final int MAXIMUM_FRAME = 16 << 20;

    private Protocol() {}

    /** The version of this Berth, as its archive says; {@code development} where there is no archive. */
    public static String product() {
        @Nullable String packaged = Protocol.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
