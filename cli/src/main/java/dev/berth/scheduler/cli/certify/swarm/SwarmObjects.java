package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.lab.LabObjects;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.tck.backend.NotProvokable;

/** The objects of the swarm, written by somebody with the docker command. */
final class SwarmObjects extends LabObjects {
    private final SwarmLab lab;
    private final String manager;

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
    protected void make(WorkloadId id) {
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
    }

    @Override
    public void remove(WorkloadId id) {
        String unused = lab.docker(manager, "service", "rm", name(id));
    }

    @Override
    protected String state(WorkloadId id) {
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
