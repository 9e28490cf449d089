package dev.berth.scheduler.spec;

import java.util.regex.Pattern;

/** Rules of a task's environment. */
final class EnvironmentRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final String NAME_RULE = "must be letters, digits, '_', '.' and '-', not beginning with a digit";
    private static final int LONGEST_NAME = 255;

    /** What a backend hands over by itself has names that begin with this. */
    private static final String RESERVED = "BERTH_";

    static final String RESERVED_RULE = "must not begin with " + RESERVED + ", which is reserved";

    private EnvironmentRules() {}

    static void check(Task task, WorkloadSpec spec, Findings findings) {
        task.environment().forEach((name, value) -> {
            Findings place = findings.field(name);
            name(name, place);
            if (value instanceof EnvironmentValue.Literal literal) {
                place.deliverable(literal.value());
                SizeRules.word(name + "=" + literal.value(), place);
            } else if (value instanceof EnvironmentValue.Reference reference) {
                reference(reference, spec, place);
            } else if (value instanceof EnvironmentValue.Secret secret) {
                SecretRules.check(secret.reference(), place.field("secret"));
            }
        });
    }

    private static void name(String name, Findings findings) {
        if (!NAME.matcher(name).matches()) {
            findings.refuseKey("the variable's name", name, NAME_RULE);
        }
        if (name.length() > LONGEST_NAME) {
            findings.refuse("the variable's name has " + name.length() + " characters, at most " + LONGEST_NAME
                    + " are allowed");
        }
        if (isReserved(name)) {
            findings.refuseKey("the variable's name", name, RESERVED_RULE);
        }
    }

    static boolean isReserved(String name) {
        return name.startsWith(RESERVED);
    }

    private static void reference(EnvironmentValue.Reference reference, WorkloadSpec spec, Findings findings) {
        boolean isPort = reference.field() == EnvironmentValue.Field.PORT;
        if (!isPort && !reference.port().isEmpty()) {
            findings.field("port")
                    .refuse(reference.port(), "can't stand beside a reference to " + Shown.of(reference.field()));
        }
        boolean exists = spec.tasks().stream()
                .flatMap(task -> task.ports().stream())
                .anyMatch(port -> port.name().equals(reference.port()));
        if (isPort && !exists) {
            findings.field("port").refuse(reference.port(), "must be the name of a port of this workload");
        }
    }
}
