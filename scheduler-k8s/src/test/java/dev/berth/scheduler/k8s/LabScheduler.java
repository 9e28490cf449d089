package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A scheduler over the lab's cluster, whose requests are counted, with a namespace of its own that goes when it is closed. */
final class LabScheduler implements AutoCloseable {
    final String namespace = "lab-" + UUID.randomUUID().toString().substring(0, 8);
    final Requests requests = new Requests();
    final KubernetesClient client;
    final BackendScheduler scheduler;

    private final Backend backend;
    private final BackendContext context = new BackendContext("kubernetes", OWNER, Clock.systemUTC());

    LabScheduler(KubernetesConfig config) {
        this.client = requests.of(new ApiClient(config));
        this.backend = KubernetesProvider.over(client, context);
        this.scheduler = new BackendScheduler(backend, Rendering.TRANSLATOR, context);
        Kubectl.run("create", "namespace", namespace);
    }

    WorkloadId id() {
        return WorkloadId.of(namespace, "web");
    }

    /** One more workload of the namespace. */
    WorkloadId id(String name) {
        return WorkloadId.of(namespace, name);
    }

    /** A task that the shell of the lab's image runs, and that goes when it is told to. */
    static Task.Builder shell(String... words) {
        return Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                        .entrypoint(List.of("/bin/sh", "-c"))
                        .arguments(List.of(words))
                        .build())
                .stop(new StopPolicy("TERM", Duration.ofSeconds(1)));
    }

    /** One that does nothing. */
    static Task.Builder idle() {
        return shell("trap 'exit 0' TERM; sleep 1000 & wait");
    }

    LabPods pods(WorkloadId of) {
        return new LabPods(client, of);
    }

    /** Somebody who controls what this scheduler's owner has, once it is known whether it may. */
    Controller control() {
        Controller controller = Controller.start(backend, Rendering.TRANSLATOR, context);
        controller.awaitFirstAttempt(Call.within(Duration.ofSeconds(30)));
        return controller;
    }

    /** Waits until the workload is doing so. */
    Workload await(WorkloadId of, Phase phase) {
        Call patience = Call.within(Duration.ofSeconds(90));
        Workload found = scheduler.workloads().find(of).orElseThrow();
        while (found.status().phase() != phase) {
            patience.check("waiting for " + phase + " of " + found, Effect.NONE);
            found = scheduler.workloads().find(of).orElseThrow();
        }
        return found;
    }

    WorkloadSpec web(int replicas) {
        return WorkloadSpec.builder(id(), Mode.replicated(replicas))
                .task(Task.main(ImageArtifact.builder(Lab.value("IMAGE_LOCAL"))
                                .entrypoint(List.of("/bin/sleep"))
                                .arguments(List.of("1000"))
                                .build())
                        .build())
                .build();
    }

    /** What became of it. */
    Applied.Item apply(int replicas, Duration limit) {
        return scheduler
                .within(limit)
                .workloads()
                .edit(List.of(Edit.apply(web(replicas))), PlanOptions.DEFAULT)
                .items()
                .get(0);
    }

    Applied.Item apply(int replicas) {
        return apply(replicas, Duration.ofSeconds(30));
    }

    /** How many are wanted of what is there; empty when nothing is. */
    String replicas() {
        return Kubectl.run(
                        "get",
                        "deployment",
                        "web",
                        "-n",
                        namespace,
                        "-o",
                        "jsonpath={.spec.replicas}",
                        "--ignore-not-found")
                .strip();
    }

    @Override
    public void close() {
        backend.close();
        Kubectl.run("delete", "namespace", namespace, "--ignore-not-found", "--wait=false");
    }
}
