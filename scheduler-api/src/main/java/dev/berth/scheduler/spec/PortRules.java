package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of ports. */
final class PortRules {
    private static final int LONGEST_NAME = 15;
    private static final int HIGHEST = 65_535;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private PortRules() {}

    static void check(Task task, Findings findings) {
        Map<String, Integer> variables = new HashMap<>();
        for (int i = 0; i < task.ports().size(); i++) {
            Port port = task.ports().get(i);
            Findings place = findings.item(i);
            DnsLabel.check(port.name(), LONGEST_NAME, place.field("name"));
            number(port, task, place.field("number"));
            variable(port, task, place.field("variable"));
            Integer earlier = variables.putIfAbsent(port.variable(), i);
            // Of two ports with one name it goes without saying that the variable made of it is the same.
            if (earlier != null && !task.ports().get(earlier).name().equals(port.name())) {
                place.field("variable")
                        .refuse(port.variable(), "must be unique in a task, ports[" + earlier + "] has it too");
            }
        }
    }

    private static void number(Port port, Task task, Findings findings) {
        port.number().ifPresent(number -> findings.between(1, HIGHEST, number));
        switch (port.reach()) {
            case FIXED, INSIDE -> {
                if (port.number().isEmpty()) {
                    findings.refuse("number must be given for a port whose reach is " + Shown.of(port.reach()));
                }
            }
            case DYNAMIC -> {
                boolean container = task.artifacts().stream().anyMatch(ImageArtifact.class::isInstance);
                if (port.number().isPresent() && !container) {
                    findings.refuse(
                            port.number().getAsInt(),
                            "must not be given: a process listens where its dynamic port's variable says");
                }
            }
        }
    }

    private static void variable(Port port, Task task, Findings findings) {
        findings.require(
                VARIABLE.matcher(port.variable()).matches(),
                port.variable(),
                "must be letters, digits and '_', not beginning with a digit");
        findings.require(
                !task.environment().containsKey(port.variable()),
                port.variable(),
                "must not be in the task's environment, too");
        findings.require(
                !EnvironmentRules.isReserved(port.variable()), port.variable(), EnvironmentRules.RESERVED_RULE);
    }

    /** What has to be unique over all tasks, as an instance has one address. */
    static void across(List<Task> tasks, Findings findings) {
        Map<String, FieldPath> names = new HashMap<>();
        Map<String, FieldPath> fixed = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            List<Port> ports = tasks.get(i).ports();
            Findings task = findings.item(i);
            for (int j = 0; j < ports.size(); j++) {
                Port port = ports.get(j);
                Findings place = task.field("ports").item(j);
                FieldPath earlier = names.putIfAbsent(port.name(), place.path());
                if (earlier != null) {
                    place.field("name").refuse(port.name(), "must be unique, " + seen(earlier, task) + " has it too");
                }
                fixed(port, fixed, task, place);
            }
        }
    }

    /** A port of the same task by its place there, for a file may name its only task nowhere. */
    private static String seen(FieldPath port, Findings task) {
        String prefix = task.path().text() + ".";
        return port.text().startsWith(prefix) ? port.text().substring(prefix.length()) : port.text();
    }

    private static void fixed(Port port, Map<String, FieldPath> taken, Findings task, Findings findings) {
        if (port.reach() == Port.Reach.FIXED && port.number().isPresent()) {
            int number = port.number().getAsInt();
            String key = number + "/" + port.protocol();
            FieldPath earlier = taken.putIfAbsent(key, findings.path());
            if (earlier != null) {
                findings.field("number")
                        .refuse(
                                number,
                                "must be unique among fixed " + Shown.of(port.protocol()) + " ports, "
                                        + seen(earlier, task) + " has it too");
            }
        }
    }
}
