package dev.berth.scheduler.local.process;

import java.util.List;
import java.util.Optional;

/**
 * One thing a shim recorded: the name of an empty file, {@code INSTANCE~ATTEMPT=KIND=VALUE…}.
 *
 * @param values what follows the kind, as many as the kind has
 */
record ProcessRecord(ProcessName name, Kind kind, List<String> values) {
    /** What was recorded, and with how many values. */
    enum Kind {
        /** Process number, start ticks, boot id, and number and start ticks of its shim. */
        PROCESS(5),
        /** A file: taken by the process, which now runs. A directory: taken by Java, it never will. */
        CLAIM(0),
        /** Why the process can't start: {@code log}, {@code directory}, {@code secret}, {@code mount} or {@code fork}. */
        REFUSED(1),
        /** The process ended before it could take its claim. */
        UNCLAIMED(1),
        /** The program could not be executed: the kernel's reason, for people. */
        UNEXECUTED(1),
        /** An exit code; and {@link #ALONE} where it is known that nothing was left behind. */
        EXIT(1),
        /** A signal, as number or as text; likewise. */
        SIGNAL(1),
        /** What the shell said; it is not to be trusted. */
        UNKNOWN(1);

        private final int values;

        Kind(int values) {
            this.values = values;
        }

        private boolean takes(List<String> given) {
            boolean more = (this == EXIT || this == SIGNAL)
                    && given.size() == 2
                    && given.get(1).equals(ALONE);
            return given.size() == values || more;
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final String SEPARATOR = "=";

    private static final String ALONE = "alone";

    ProcessRecord {
        values = List.copyOf(values);
    }

    /** A name that no shim writes is none of ours and is empty here. */
    static Optional<ProcessRecord> parse(String fileName) {
        List<String> words = List.of(fileName.split(SEPARATOR, -1));
        if (words.size() < 2) {
            return Optional.empty();
        }
        List<String> values = words.subList(2, words.size());
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(words.get(1)) && kind.takes(values)) {
                return Optional.of(new ProcessRecord(ProcessName.parse(words.get(0)), kind, values));
            }
        }
        return Optional.empty();
    }

    static String claimOf(ProcessName name) {
        return name + SEPARATOR + Kind.CLAIM.word();
    }

    /** Only of a {@link Kind#PROCESS}. */
    ProcessIdentity identity() {
        return new ProcessIdentity(Long.parseLong(values.get(0)), Long.parseLong(values.get(1)), values.get(2));
    }

    /** Only of a {@link Kind#PROCESS}. */
    ProcessIdentity shim() {
        return new ProcessIdentity(Long.parseLong(values.get(3)), Long.parseLong(values.get(4)), values.get(2));
    }

    /** Of an end: whether nothing that the process started was left when it had ended. */
    boolean alone() {
        return values.size() == 2 && values.get(1).equals(ALONE);
    }

    /** The end this says, if it is one. */
    Optional<ProcessEnd> end() {
        return switch (kind) {
            case PROCESS, CLAIM -> Optional.empty();
            case REFUSED -> Optional.of(ProcessEnd.notStarted(refusal(values.get(0))));
            case UNEXECUTED -> Optional.of(ProcessEnd.notStarted("its executable can't be executed: " + values.get(0)));
            case UNCLAIMED ->
                Optional.of(ProcessEnd.notStarted("its start could not be recorded in the state directory"));
            case EXIT -> Optional.of(ProcessEnd.exited(Integer.parseInt(values.get(0))));
            case SIGNAL -> Optional.of(signal(values.get(0)));
            case UNKNOWN -> Optional.of(ProcessEnd.unknown("the shell did not say how it ended"));
        };
    }

    private static String refusal(String value) {
        return switch (value) {
            case "directory" -> "its working directory can't be entered";
            case "secret" -> "a secret of it can't be read";
            case "mount" -> "a volume of it can't be mounted";
            case "log" -> "its log files can't be opened";
            case "fork" -> "the machine has no room for another process";
            default -> "its shim refused to (=%s)".formatted(value);
        };
    }

    private static ProcessEnd signal(String value) {
        var number = Signals.recorded(value);
        return number.isPresent()
                ? ProcessEnd.signalled(number.getAsInt())
                : ProcessEnd.unknown("a signal that is not known here (=%s) ended it".formatted(value));
    }
}
