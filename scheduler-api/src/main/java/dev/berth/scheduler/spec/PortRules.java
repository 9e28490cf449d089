package dev.berth.scheduler.spec;

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
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < task.ports().size(); i++) {
            Port port = task.ports().get(i);
            Findings place = findings.item(i);
            DnsLabel.check(port.name(), LONGEST_NAME, place.field("name"));
            number(port, task, place.field("number"));
            variable(port, task, place.field("variable"));
            String earlier = variables.putIfAbsent(port.variable(), "ports[" + i + "]");
            place.field("variable")
                    .require(earlier == null, port.variable(), "must be unique in a task, " + earlier + " has it too");
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
        Map<String, String> names = new HashMap<>();
        Map<String, String> fixed = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            List<Port> ports = tasks.get(i).ports();
            for (int j = 0; j < ports.size(); j++) {
                Port port = ports.get(j);
                Findings place = findings.item(i).field("ports").item(j);
                String earlier = names.putIfAbsent(port.name(), place.path().text());
                place.field("name").require(earlier == null, port.name(), "must be unique, " + earlier + " has it too");
                fixed(port, fixed, place);
            }
        }
    }

    private static void fixed(Port port, Map<String, String> taken, Findings findings) {
        if (port.reach() == Port.Reach.FIXED && port.number().isPresent()) {
            int number = port.number().getAsInt();
            String key = number + "/" + port.protocol();
            String earlier = taken.putIfAbsent(key, findings.path().text());
            findings.field("number")
                    .require(
                            earlier == null,
                            number,
                            "must be unique among fixed " + Shown.of(port.protocol()) + " ports, " + earlier
                                    + " has it too");
        }
    }
}
