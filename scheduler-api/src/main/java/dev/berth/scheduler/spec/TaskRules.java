package dev.berth.scheduler.spec;

import java.util.List;
import java.util.regex.Pattern;

/** Rules of one task. */
final class TaskRules {
    private static final int LONGEST_NAME = 15;
    private static final int LONGEST_USER = 65;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");

    /** Those that every orchestrator can send; their numbers are the same on every Linux. */
    private static final List<String> SIGNALS =
            List.of("TERM", "INT", "QUIT", "HUP", "KILL", "USR1", "USR2", "WINCH", "ABRT", "ALRM", "CONT", "PIPE");

    private TaskRules() {}

    /** @param spec the workload the task is of, for what it refers to */
    static void check(Task task, WorkloadSpec spec, Findings findings) {
        DnsLabel.check(task.name(), LONGEST_NAME, findings.field("name"));
        role(task, findings);
        ArtifactRules.check(task.artifacts(), findings.field("artifacts"));
        task.workingDirectory().ifPresent(findings.field("workingDirectory")::absolutePath);
        task.user().ifPresent(user -> {
            findings.field("user").matches(USER, LONGEST_USER, user, "a user's name or number, or user:group");
        });
        EnvironmentRules.check(task, spec, findings.field("environment"));
        FileRules.check(task, spec, findings);
        PortRules.check(task, findings.field("ports"));
        ResourceRules.check(task.resources(), findings.field("resources"));
        HealthRules.check(task, findings.field("health"));
        stop(task.stop(), findings.field("stop"));
    }

    private static void role(Task task, Findings findings) {
        if (task.role() != Task.Role.SIDECAR) {
            boolean stated = task.stopOrder() != Task.StopOrder.AFTER_MAIN;
            findings.field("stopOrder")
                    .require(
                            !stated,
                            task.stopOrder(),
                            "is for a sidecar only, this is of role " + Shown.of(task.role()));
        }
        if (task.role() == Task.Role.INIT) {
            if (!task.health().equals(Health.NONE)) {
                findings.field("health")
                        .refuse("health is not for a task of role init: it ends before the instance is ready");
            }
            if (!task.ports().isEmpty()) {
                findings.field("ports")
                        .refuse("ports are not for a task of role init: it ends before the instance is ready");
            }
        }
    }

    private static void stop(StopPolicy stop, Findings findings) {
        findings.field("signal")
                .require(
                        SIGNALS.contains(stop.signal()), stop.signal(), "must be one of " + String.join(", ", SIGNALS));
        findings.field("grace").notNegative(stop.grace());
    }
}
