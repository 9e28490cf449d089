package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code LocalWorkload} says.
 *
 * @param owner the installation of Berth it belongs to
 * @param version the edit that wrote it
 * @param revision of its template; instances of another are replaced
 * @param replicas how many instances, 0 or more
 * @param global whether it has one on each node that matches; then it has no replicas
 * @param paused whether no instance is replaced
 * @param labels of the workload
 * @param rollout how instances are replaced
 * @param restart what happens when a process ends
 * @param nodeLossWait how long a lost node is waited for; the backend's own wait when empty
 * @param batch what it is when it runs to its end; then it has no replicas
 * @param template what instances are made from, as written: see {@link Template}
 */
public record WorkloadObject(
        String owner,
        Version version,
        long revision,
        int replicas,
        boolean global,
        boolean paused,
        Map<String, String> labels,
        RolloutPolicy rollout,
        RestartPolicy restart,
        Optional<Duration> nodeLossWait,
        Optional<BatchObject> batch,
        Node template) {
    /** The backend's word for it. */
    public static final String KIND = "LocalWorkload";

    public WorkloadObject {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
