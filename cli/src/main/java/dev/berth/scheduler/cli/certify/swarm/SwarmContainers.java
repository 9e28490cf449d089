package dev.berth.scheduler.cli.certify.swarm;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.lab.LabContainers;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.NativeInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The containers of tasks as each engine shows them. */
final class SwarmContainers extends LabContainers {
    private static final String TASK = "com.docker.swarm.task.id";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SwarmLab lab;

    SwarmContainers(SwarmLab lab) {
        super(lab);
        this.lab = lab;
    }

    @Override
    public List<NativeInstance> running(WorkloadId id) {
        List<NativeInstance> running = new ArrayList<>();
        for (String node : lab.nodes()) {
            // A node that is down has nothing that could be seen.
            Command.Result result = lab.tryDocker(
                    node,
                    "ps",
                    "--no-trunc",
                    "--filter",
                    "label=dev.berth.namespace=" + id.namespace(),
                    "--filter",
                    "label=dev.berth.name=" + id.name(),
                    "--format",
                    "{{.Label \"" + TASK + "\"}} {{.ID}}");
            if (result.code() == 0) {
                result.output().lines().filter(line -> !line.isBlank()).forEach(line -> {
                    String[] words = line.split(" ", -1);
                    running.add(new NativeInstance(words[0], lab.id(node), words[1]));
                });
            }
        }
        return running;
    }

    @Override
    public void run(Instance instance, List<String> command) {
        String node = node(instance);
        List<String> words = new ArrayList<>(List.of("exec", container(node, instance)));
        words.addAll(command);
        String unused = lab.docker(node, words.toArray(String[]::new));
    }

    /** A manager tells of a container that is made; the engine takes a moment more to start it. */
    @Override
    protected String container(String node, Instance instance) {
        String task = "label=" + TASK + "=" + instance.id().uid();
        long start = System.nanoTime();
        String id;
        do {
            id = lab.docker(node, "ps", "--no-trunc", "--quiet", "--filter", task);
        } while (id.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos());
        if (id.isEmpty()) {
            throw new IllegalStateException(instance.id() + " has no container on " + node);
        }
        return id;
    }
}
