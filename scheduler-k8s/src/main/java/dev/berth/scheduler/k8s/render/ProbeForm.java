package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.Task;
import java.time.Duration;
import java.util.List;

/** How the kubelet asks a container. */
final class ProbeForm {
    private ProbeForm() {}

    /** @param delay after the start, in which nothing is asked */
    static ObjectNode of(Probe probe, Task task, Duration delay) {
        ObjectNode node = check(probe.check(), task);
        if (!delay.isZero()) {
            node.put("initialDelaySeconds", delay.toSeconds());
        }
        return node.put("periodSeconds", probe.interval().toSeconds())
                .put("timeoutSeconds", probe.timeout().toSeconds())
                .put("successThreshold", probe.successThreshold())
                .put("failureThreshold", probe.failureThreshold());
    }

    /** Waits for the first success, however long that takes: a kubelet would end what fails too often. */
    static ObjectNode startup(Probe probe, Task task) {
        return of(probe, task, Duration.ZERO).put("successThreshold", 1).put("failureThreshold", Integer.MAX_VALUE);
    }

    private static ObjectNode check(ProbeCheck check, Task task) {
        if (check instanceof ProbeCheck.Http http) {
            ObjectNode get = Json.object()
                    .put("path", http.path())
                    .put("port", number(http.port(), task))
                    .put("scheme", http.scheme().name());
            return Json.object().set("httpGet", get);
        }
        if (check instanceof ProbeCheck.Tcp tcp) {
            return Json.object().set("tcpSocket", Json.object().put("port", number(tcp.port(), task)));
        }
        if (check instanceof ProbeCheck.Command command) {
            List<String> words = command.command().stream().map(Literal::of).toList();
            return Json.object().set("exec", Json.object().set("command", Json.array(words)));
        }
        throw new IllegalArgumentException("a probe of kind " + check.kind() + " is unknown");
    }

    private static int number(String port, Task task) {
        return task.ports().stream()
                .filter(candidate -> candidate.name().equals(port))
                .mapToInt(candidate -> candidate.number().orElseThrow())
                .findFirst()
                .orElseThrow();
    }
}
