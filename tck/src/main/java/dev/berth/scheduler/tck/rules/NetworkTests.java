package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.ContractViolation;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ports and how they are reached. */
final class NetworkTests {
    private static final Duration RETRY = Duration.ofMillis(200);

    @RuleTest(
            value = Rule.NET_1,
            needs = {"port.dynamic", "port.variable", "endpoints", "logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE)
    void dynamicPortsAreDistinctReportedAndHandedOver(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(3)
                .port(Port.dynamic("http"))
                .port(Port.builder("admin").variable("ADMIN_PORT").build()));
        Set<String> taken = new HashSet<>();
        for (Endpoint endpoint : trial.scheduler().workloads().endpoints(id)) {
            String place =
                    trial.view().instance(endpoint.instance()).orElseThrow().node() + ":" + endpoint.number();
            Expect.that(taken.add(place), "two ports are the same: " + place);
        }
        Expect.equal(6, taken.size(), "the number of endpoints");
        for (Instance instance : trial.instances(id)) {
            ProbeReport report = trial.report(instance);
            Expect.equal(number(instance, "http"), report.environment().getOrDefault("PORT_HTTP", ""), "PORT_HTTP");
            Expect.equal(number(instance, "admin"), report.environment().getOrDefault("ADMIN_PORT", ""), "ADMIN_PORT");
        }
    }

    @RuleTest(
            value = Rule.NET_1,
            needs = {"port.dynamic|port.fixed", "port.udp", "endpoints"})
    void aPortOfUdpIsReportedAsOne(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .port(trial.port("names").toBuilder()
                        .protocol(Port.Protocol.UDP)
                        .build())
                .port(trial.port("http")));
        List<Endpoint> endpoints = trial.scheduler().workloads().endpoints(id);
        Expect.equal(2, endpoints.size(), "the number of endpoints");
        for (Endpoint endpoint : endpoints) {
            Expect.equal(
                    endpoint.port().equals("names") ? Port.Protocol.UDP : Port.Protocol.TCP,
                    endpoint.protocol(),
                    "the protocol of " + endpoint.port());
        }
    }

    private static String number(Instance instance, String port) {
        return instance.endpoints().stream()
                .filter(endpoint -> endpoint.port().equals(port))
                .map(endpoint -> Integer.toString(endpoint.number()))
                .findFirst()
                .orElse("(no endpoint)");
    }

    @RuleTest(
            value = Rule.NET_1,
            needs = {"port.dynamic|port.fixed", "endpoints", "health.readiness.http"})
    void anEndpointReachesItsInstance(Trial trial) throws InterruptedException {
        trial.backend().probe().silence().ifPresent(reason -> {
            throw new NotProvokable(reason);
        });
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(2)
                .does("ready", "serve:PORT_HTTP")
                .port(trial.port("http"))
                .readiness(ProbeSpec.question(dev.berth.scheduler.spec.ProbeCheck.http("http", "/ready"))
                        .build()));
        List<Endpoint> endpoints = trial.scheduler().workloads().endpoints(id);
        Expect.equal(2, endpoints.size(), "the number of endpoints");
        Set<String> answers = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            requireReach(endpoint);
            answers.add(answer(endpoint));
        }
        if (trial.backend().probe().sharesFiles()) {
            Expect.equal(2, answers.size(), "the number of instances that answered");
        }
    }

    /** Where a container has an address of its own, it listens at the number that the spec says. */
    @RuleTest(
            value = Rule.NET_1,
            needs = {"port.dynamic|port.fixed", "endpoints", "environment.reference.instance-id"})
    void anEndpointReachesAnInstanceThatListensWhereTheSpecSays(Trial trial) throws InterruptedException {
        trial.backend().probe().silence().ifPresent(reason -> {
            throw new NotProvokable(reason);
        });
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(2)
                .task(task ->
                        task.environment("PROBE_ID", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID)))
                .does("serve:PORT_HTTP")
                .port(trial.port("http")));
        List<Endpoint> endpoints = trial.scheduler().workloads().endpoints(id);
        Expect.equal(2, endpoints.size(), "the number of endpoints");
        for (Endpoint endpoint : endpoints) {
            requireReach(endpoint);
            Expect.equal(endpoint.instance() + "\n", firstAnswer(trial, endpoint), "who answers at " + endpoint);
        }
    }

    private static void requireReach(Endpoint endpoint) {
        if (endpoint.reachable() != Endpoint.Reachable.NETWORK
                && !endpoint.address().startsWith("127.")) {
            throw new NotProvokable(endpoint + " can't be reached from where the kit runs");
        }
    }

    /** A process runs before it listens, and no health check says when it does. */
    private static String firstAnswer(Trial trial, Endpoint endpoint) throws InterruptedException {
        Instant end = trial.backend().time().now().plus(trial.deadlines().condition());
        while (true) {
            try {
                return answer(endpoint);
            } catch (ContractViolation e) {
                if (trial.backend().time().now().isAfter(end)) {
                    throw e;
                }
                trial.awaitTime(trial.backend().time().now().plus(RETRY));
            }
        }
    }

    private static String answer(Endpoint endpoint) throws InterruptedException {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + endpoint.authority() + "/identity"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            Expect.equal(200, response.statusCode(), "the answer of " + endpoint);
            return response.body();
        } catch (IOException e) {
            throw new ContractViolation("NET-1: " + endpoint + " can't be reached", e);
        }
    }
}
