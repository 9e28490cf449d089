package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
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
import java.util.function.Supplier;
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
    private static final String PORT = "greeting";

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));

    @AfterEach
    void close() {
        lab.close();
    }

    /** Says who it is to whoever connects, and is ready once somebody can. */
    private static Task.Builder greeter(int port) {
        return LabScheduler.shell("nc -ll -p " + port + " -e /bin/hostname & trap 'exit 0' TERM; wait")
                .port(Port.inside(PORT, port))
                .readiness(readiness(ProbeCheck.tcp(PORT)));
    }

    /** Which a busy computer, too, has the time to answer. */
    private static Probe readiness(ProbeCheck check) {
        return Probe.builder(check)
                .interval(Duration.ofSeconds(1))
                .timeout(Duration.ofSeconds(5))
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

    private static void await(Supplier<Set<String>> found, Set<String> addresses) {
        Call patience = Call.within(Duration.ofSeconds(60));
        Set<String> last = found.get();
        while (!last.equals(addresses)) {
            patience.check("waiting for " + addresses + " rather than " + last, Effect.NONE);
            last = found.get();
        }
    }

    private void awaitServedAndTold(Set<String> addresses) {
        await(this::served, addresses);
        await(this::told, addresses);
    }

    private static Set<String> addresses(List<PodObject> pods) {
        return pods.stream().map(PodObject::podIp).collect(Collectors.toSet());
    }

    private Set<String> told() {
        return lab.scheduler.workloads().endpoints(lab.id()).stream()
                .map(Endpoint::address)
                .collect(Collectors.toSet());
    }

    @Test
    void theServiceLeadsToThoseThatAreReadyOnly() {
        ProbeCheck isThere = ProbeCheck.command("/bin/sh", "-c", "test ! -e /tmp/away");
        lab.scheduler
                .workloads()
                .apply(WorkloadSpec.builder(lab.id(), Mode.replicated(2))
                        .task(greeter(8080).readiness(readiness(isThere)).build())
                        .discoveryName(NAME)
                        .build());
        List<PodObject> both = lab.pods(lab.id()).awaitReady(2);
        assertThat(addresses(both)).hasSize(2);
        awaitServedAndTold(addresses(both));

        String left = both.get(0).metadata().name();
        Kubectl.run("exec", left, "-n", lab.namespace, "--", "touch", "/tmp/away");
        awaitServedAndTold(Set.of(both.get(1).podIp()));
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
