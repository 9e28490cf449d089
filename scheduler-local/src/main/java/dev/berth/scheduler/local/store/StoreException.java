package dev.berth.scheduler.local.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state file can't be opened, or a change could not be written. The message says what to do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 5;

    private final Kind kind;

    StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A value in the file is not what this Berth writes. */
    public static StoreException damaged(Table table, String key, String how) {
        return new StoreException(
                Kind.DAMAGED,
                "the state file is damaged: " + table.nameInFile() + " '" + key + "': " + how
                        + "; it was left as it is: put a copy back, or move the state directory away to begin anew",
                null);
    }

    /** The file is one of some time ago: processes were started since. */
    public static StoreException behind(Path directory, List<String> processes) {
        String some = String.join(", ", processes.subList(0, Math.min(MOST_NAMED, processes.size())))
                + (processes.size() > MOST_NAMED ? " and " + (processes.size() - MOST_NAMED) + " more" : "");
        return new StoreException(
                Kind.DAMAGED,
                "the state file in '" + directory + "' is older than what runs: it knows nothing of "
                        + (processes.size() == 1 ? "process " : "processes ") + some
                        + "; nothing was changed: put back a newer copy of the file, or end what runs and is not known,"
                        + " and try again",
                null);
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong. */
    public enum Kind {
        /** Another process has the state directory. */
        HELD,
        /** The file is not what was written; it was left as it is. */
        DAMAGED,
        /** A newer Berth wrote the file; it was left as it is. */
        NEWER,
        /** The directory or the file can't be made or opened. */
        UNUSABLE,
        /** The change was not written, and nothing of it is there: the disk is full, for one. */
        NOT_WRITTEN,
        /** The change may or may not be there. */
        UNKNOWN
    }
}
