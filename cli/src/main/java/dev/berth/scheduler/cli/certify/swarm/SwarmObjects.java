package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of the swarm, written by somebody with the docker command. */
final class SwarmObjects implements Environment.Drift, Environment.Foreign, Environment.Secrets {
    private final SwarmLab lab;
    private final String manager;
    private final Map<WorkloadId, String> made = new ConcurrentHashMap<>();

    SwarmObjects(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.managers().get(0);
    }

    @Override
    public void change(WorkloadId id) {
        String replicas =
                lab.docker(manager, "service", "inspect", "--format", "{{.Spec.Mode.Replicated.Replicas}}", name(id));
        int more = Integer.parseInt(replicas) + 1;
        String unused = lab.docker(manager, "service", "scale", "--detach", name(id) + "=" + more);
    }

    @Override
    public void create(WorkloadId id) {
        String unused = lab.docker(
                manager,
                "service",
                "create",
                "--detach",
                "--quiet",
                "--no-resolve-image",
                "--replicas",
                "0",
                "--name",
                name(id),
                lab.image(),
                "true");
        made.put(id, version(id));
    }

    @Override
    public boolean isUntouched(WorkloadId id) {
        return version(id).equals(made.get(id));
    }

    @Override
    public void remove(WorkloadId id) {
        String unused = lab.docker(manager, "service", "rm", name(id));
    }

    private String version(WorkloadId id) {
        return lab.docker(manager, "service", "inspect", "--format", "{{.ID}} {{.Version.Index}}", name(id));
    }

    private static String name(WorkloadId id) {
        return id.namespace() + "_" + id.name();
    }

    @Override
    public void put(String namespace, SecretReference secret, String value) {
        String name = secret.name() + "." + secret.key();
        if (lab.tryDocker(manager, "secret", "inspect", name).code() == 0
                && lab.tryDocker(manager, "secret", "rm", name).code() != 0) {
            throw new NotProvokable("a swarm gives no secret another value while it is used");
        }
        String unused = lab.dockerWith(manager, value, "secret", "create", name, "-");
    }
}
