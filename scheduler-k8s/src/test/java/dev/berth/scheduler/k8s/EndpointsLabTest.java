package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** How what runs in the lab is found and reached, and as whom it runs. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class EndpointsLabTest {
    private static final String NAME = "found";

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));

    @AfterEach
    void close() {
        lab.close();
    }

    /** Says who it is to whoever connects. */
    private static Task.Builder greeter(int port) {
        return LabScheduler.shell("nc -ll -p " + port + " -e /bin/hostname & trap 'exit 0' TERM; wait")
                .port(Port.inside("greeting", port));
    }

    private static Probe readiness() {
        return Probe.builder(ProbeCheck.command("/bin/sh", "-c", "test ! -e /tmp/away"))
                .interval(Duration.ofSeconds(1))
                .failureThreshold(1)
                .build();
    }

    /** The addresses to which the Service leads. */
    private Set<String> served() {
        String slices = Kubectl.run(
                "get", "endpointslices", "-n", lab.namespace, "-l", "kubernetes.io/service-name=" + NAME, "-o", "json");
        Set<String> served = new TreeSet<>();
        for (JsonNode slice : Json.read(slices).path("items")) {
            for (JsonNode endpoint : slice.path("endpoints")) {
                if (endpoint.at("/conditions/ready").asBoolean()) {
                    endpoint.path("addresses").forEach(address -> served.add(address.asText()));
                }
            }
        }
        return served;
    }

    private void awaitServed(Set<String> addresses) {
        Call patience = Call.within(Duration.ofSeconds(60));
        Set<String> served = served();
        while (!served.equals(addresses)) {
            patience.check("waiting for " + addresses + " rather than " + served, Effect.NONE);
            served = served();
        }
    }

    private static Set<String> addresses(List<PodObject> pods) {
        return pods.stream().map(PodObject::podIp).collect(Collectors.toSet());
    }

    private Set<String> told(WorkloadId id) {
        return lab.scheduler.workloads().endpoints(id).stream()
                .map(Endpoint::address)
                .collect(Collectors.toSet());
    }

    @Test
    void theServiceLeadsToThoseThatAreReadyOnly() {
        lab.scheduler
                .workloads()
                .apply(WorkloadSpec.builder(lab.id(), Mode.replicated(2))
                        .task(greeter(8080).readiness(readiness()).build())
                        .discoveryName(NAME)
                        .build());
        LabPods pods = lab.pods(lab.id());
        List<PodObject> both = pods.awaitReady(2);
        assertThat(addresses(both)).hasSize(2);
        awaitServed(addresses(both));
        assertThat(told(lab.id())).isEqualTo(addresses(both));

        String left = both.get(0).metadata().name();
        Kubectl.run("exec", left, "-n", lab.namespace, "--", "touch", "/tmp/away");
        List<PodObject> one = pods
                .await(all -> all.stream().filter(Pods::isReady).count() == 1, all -> {})
                .stream()
                .filter(Pods::isReady)
                .toList();
        awaitServed(addresses(one));
        assertThat(told(lab.id()))
                .isEqualTo(addresses(one))
                .doesNotContain(both.get(0).podIp());
    }

    /** Whoever shares a node's network asks from there. */
    @Test
    void anEndpointInsideAnswersFromANodeAndSoDoesOneInItsNetwork() {
        int port = 18080;
        WorkloadId node = lab.id("node");
        lab.scheduler
                .workloads()
                .apply(
                        WorkloadSpec.builder(lab.id(), Mode.replicated(2))
                                .task(greeter(8080).build())
                                .build(),
                        WorkloadSpec.builder(node, Mode.replicated(1))
                                .task(greeter(port).build())
                                .network(Network.HOST)
                                .build());
        List<PodObject> pods = lab.pods(lab.id()).awaitReady(2);
        PodObject host = lab.pods(node).awaitReady(1).get(0);
        assertThat(host.podIp()).isEqualTo(host.hostIp());
        assertThat(greetings(host, lab.id()))
                .containsExactlyInAnyOrderElementsOf(
                        pods.stream().map(pod -> pod.metadata().name()).toList());
        assertThat(lab.scheduler.workloads().endpoints(node)).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.address()).isEqualTo(host.hostIp());
            assertThat(endpoint.number()).isEqualTo(port);
        });
        assertThat(greetings(host, node)).containsExactly(host.node());
    }

    private List<String> greetings(PodObject from, WorkloadId id) {
        return lab.scheduler.workloads().endpoints(id).stream()
                .map(endpoint -> Kubectl.run(
                                "exec",
                                from.metadata().name(),
                                "-n",
                                lab.namespace,
                                "--",
                                "nc",
                                "-w",
                                "5",
                                endpoint.address(),
                                Integer.toString(endpoint.number()))
                        .strip())
                .toList();
    }

    @Test
    void aTaskRunsAsItsUserAndGroup() {
        WorkloadId id = lab.id("user");
        lab.scheduler
                .workloads()
                .apply(WorkloadSpec.builder(id, Mode.batch())
                        .task(LabScheduler.shell("id -u; id -g")
                                .user("4711:4712")
                                .build())
                        .build());
        lab.await(id, Phase.COMPLETED);
        String pod = lab.pods(id).all().get(0).metadata().name();
        assertThat(Kubectl.run("logs", pod, "-n", lab.namespace).lines()).containsExactly("4711", "4712");
    }
}
