package dev.berth.scheduler.local.process;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The signals of Linux, by number, by name and by the text a shell prints for them. */
public final class Signals {
    /** Index is number - 1. The texts are those of strsignal(3) in the C locale, with "-" for "/". */
    private static final List<String> NAMES_AND_TEXTS = List.of(
            "HUP Hangup",
            "INT Interrupt",
            "QUIT Quit",
            "ILL Illegal instruction",
            "TRAP Trace-breakpoint trap",
            "ABRT Aborted",
            "BUS Bus error",
            "FPE Floating point exception",
            "KILL Killed",
            "USR1 User defined signal 1",
            "SEGV Segmentation fault",
            "USR2 User defined signal 2",
            "PIPE Broken pipe",
            "ALRM Alarm clock",
            "TERM Terminated",
            "STKFLT Stack fault",
            "CHLD Child exited",
            "CONT Continued",
            "STOP Stopped (signal)",
            "TSTP Stopped",
            "TTIN Stopped (tty input)",
            "TTOU Stopped (tty output)",
            "URG Urgent I-O condition",
            "XCPU CPU time limit exceeded",
            "XFSZ File size limit exceeded",
            "VTALRM Virtual timer expired",
            "PROF Profiling timer expired",
            "WINCH Window changed",
            "IO I-O possible",
            "PWR Power failure",
            "SYS Bad system call");

    private static final String REAL_TIME = "Real-time signal ";
    private static final int REAL_TIME_BASE = 34;
    private static final int LAST = 64;
    private static final String CORE = " (core dumped)";

    private Signals() {}

    /** Accepts {@code TERM}, {@code SIGTERM} and {@code 15}. */
    public static OptionalInt parse(String signal) {
        String name = signal.toUpperCase(Locale.ROOT);
        String bare = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        for (int number = 1; number <= NAMES_AND_TEXTS.size(); number++) {
            if (nameOf(number).equals(bare)) {
                return OptionalInt.of(number);
            }
        }
        return number(signal);
    }

    /** The name without SIG; the number itself where there is no name. */
    public static String nameOf(int number) {
        if (number < 1 || number > NAMES_AND_TEXTS.size()) {
            return Integer.toString(number);
        }
        String both = NAMES_AND_TEXTS.get(number - 1);
        return both.substring(0, both.indexOf(' '));
    }

    /** Reads what a shim recorded: a number, or a shell's text with or without the note on a core dump. */
    static OptionalInt recorded(String value) {
        String text = value.endsWith(CORE) ? value.substring(0, value.length() - CORE.length()) : value;
        for (int number = 1; number <= NAMES_AND_TEXTS.size(); number++) {
            if (NAMES_AND_TEXTS.get(number - 1).equals(nameOf(number) + " " + text)) {
                return OptionalInt.of(number);
            }
        }
        if (text.startsWith(REAL_TIME)) {
            OptionalInt offset = number(text.substring(REAL_TIME.length()));
            return offset.isPresent() ? OptionalInt.of(REAL_TIME_BASE + offset.getAsInt()) : offset;
        }
        return number(text);
    }

    private static OptionalInt number(String text) {
        if (!text.matches("[0-9]{1,2}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return number <= LAST ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
