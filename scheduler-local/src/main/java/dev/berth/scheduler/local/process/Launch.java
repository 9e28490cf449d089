package dev.berth.scheduler.local.process;

import java.util.List;
import java.util.Map;

/**
 * A process to start. Every string reaches it byte for byte as UTF-8, whatever the locale.
 *
 * @param name what it is recorded under; never used before
 * @param executable an absolute path
 * @param arguments what follows the executable; empty words are words
 * @param environment the whole environment: nothing is inherited and nothing added. A name has no {@code =}
 * @param workingDirectory an absolute path
 * @param attached what it finds besides
 */
public record Launch(
        ProcessName name,
        String executable,
        List<String> arguments,
        Map<String, String> environment,
        String workingDirectory,
        Attachments attached) {
    /** Copies the collections, and refuses what no process can be given: a NUL, an illegal variable name. */
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        refuseNul("executable", executable);
        refuseNul("workingDirectory", workingDirectory);
        arguments.forEach(argument -> refuseNul("an argument", argument));
        environment.forEach(Launch::checkVariable);
    }

    /** A process to which nothing is attached. */
    public Launch(
            ProcessName name,
            String executable,
            List<String> arguments,
            Map<String, String> environment,
            String workingDirectory) {
        this(name, executable, arguments, environment, workingDirectory, Attachments.NONE);
    }

    private static void checkVariable(String variable, String value) {
        refuseNul("the name of a variable", variable);
        refuseNul("variable " + variable, value);
        if (variable.isEmpty() || variable.contains("=")) {
            throw new IllegalArgumentException(
                    "the name of a variable (=%s) must not be empty nor hold '='".formatted(variable));
        }
    }

    private static void refuseNul(String what, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " must not hold NUL");
        }
    }
}
