package dev.berth.scheduler.local.process;

/**
 * The fields of {@code /proc/PID/stat} that are needed here.
 *
 * @param state {@code Z} and {@code X} are dead, all others alive
 */
record ProcessStat(long processId, char state, long group, long session, long startTicks) {
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    /** The command, field 2, may hold spaces and parentheses: the fields are counted from its last parenthesis. */
    static ProcessStat parse(String line) {
        int space = line.indexOf(' ');
        int close = line.lastIndexOf(')');
        if (space < 0 || close < 0) {
            throw new IllegalArgumentException("process status (=%s) has no command".formatted(line));
        }
        String[] fields = line.substring(close + 1).strip().split(" ", -1);
        return new ProcessStat(
                Long.parseLong(line.substring(0, space)),
                fields[0].charAt(0),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START]));
    }

    boolean alive() {
        return state != 'Z' && state != 'X';
    }
}
