package dev.berth.scheduler.spec;

import java.util.Optional;

/** Rules of probes. */
final class HealthRules {
    private static final int LONGEST_URL_PATH = 2048;

    private HealthRules() {}

    static void check(Task task, Findings findings) {
        Health health = task.health();
        findings.field("startupGrace").notNegative(health.startupGrace());
        boolean probed = health.readiness().isPresent() || health.liveness().isPresent();
        findings.field("startupGrace")
                .require(
                        probed || health.startupGrace().isZero(),
                        health.startupGrace(),
                        "has no effect without readiness or liveness");
        health.readiness().ifPresent(probe -> probe(probe, task, findings.field("readiness")));
        health.liveness().ifPresent(probe -> {
            probe(probe, task, findings.field("liveness"));
            findings.field("liveness")
                    .field("successThreshold")
                    .require(
                            probe.successThreshold() <= 1,
                            probe.successThreshold(),
                            "must be 1 for liveness: one that failed is restarted, not asked again");
        });
    }

    private static void probe(Probe probe, Task task, Findings findings) {
        findings.field("interval").positive(probe.interval());
        findings.field("timeout").positive(probe.timeout());
        findings.field("successThreshold").atLeast(1, probe.successThreshold());
        findings.field("failureThreshold").atLeast(1, probe.failureThreshold());
        ProbeCheck check = probe.check();
        if (check instanceof ProbeCheck.Http http) {
            port(http.port(), task, findings.field("http").field("port"));
            urlPath(http.path(), findings.field("http").field("path"));
        } else if (check instanceof ProbeCheck.Tcp tcp) {
            port(tcp.port(), task, findings.field("tcp").field("port"));
        } else if (check instanceof ProbeCheck.Command command) {
            command(command, findings.field("command"));
        }
    }

    private static void port(String name, Task task, Findings findings) {
        Optional<Port> port = task.ports().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        findings.require(port.isPresent(), name, "must be the name of a port of this task");
        boolean udp = port.map(Port::protocol).orElse(Port.Protocol.TCP) == Port.Protocol.UDP;
        findings.require(!udp, name, "must be a TCP port");
    }

    private static void urlPath(String path, Findings findings) {
        boolean legal = path.startsWith("/") && path.chars().allMatch(character -> character > ' ' && character < 0x7f);
        findings.require(
                legal, path, "must begin with '/' and be of ASCII without blanks, others encoded as in an address");
        findings.notLongerThan(LONGEST_URL_PATH, path);
    }

    private static void command(ProbeCheck.Command command, Findings findings) {
        if (command.command().isEmpty()) {
            findings.refuse("command must have at least an executable");
        } else {
            findings.item(0).absolutePath(command.command().get(0));
        }
        ArtifactRules.words(command.command(), findings);
    }
}
