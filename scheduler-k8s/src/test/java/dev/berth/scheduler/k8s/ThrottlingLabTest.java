package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.spi.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A server that has no time for us for a while, and says when it wants to be asked again. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class ThrottlingLabTest {
    private static final String NAME = "berth-throttled";
    private static final String SPACE = "default";
    private static final int AT_A_TIME = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @BeforeAll
    static void letIn() {
        LabAccount.letIn();
    }

    @AfterAll
    static void letOut() {
        Kubectl.run("delete", "flowschema", NAME, "--ignore-not-found");
        Kubectl.run("delete", "prioritylevelconfiguration", NAME, "--ignore-not-found");
        Kubectl.run("delete", "configmaps", "-l", "of=" + NAME, "-n", SPACE);
        LabAccount.letOut();
    }

    /** One request of the service account is taken at a time, and no other one waits for it. */
    private static void throttle() {
        Kubectl.apply("""
            apiVersion: flowcontrol.apiserver.k8s.io/v1
            kind: PriorityLevelConfiguration
            metadata: {name: NAME}
            spec:
              type: Limited
              limited:
                nominalConcurrencyShares: 0
                lendablePercent: 0
                borrowingLimitPercent: 0
                limitResponse: {type: Reject}
            ---
            apiVersion: flowcontrol.apiserver.k8s.io/v1
            kind: FlowSchema
            metadata: {name: NAME}
            spec:
              priorityLevelConfiguration: {name: NAME}
              matchingPrecedence: 50
              rules:
              - subjects:
                - {kind: ServiceAccount, serviceAccount: {name: berth, namespace: berth-system}}
                resourceRules:
                - {verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true}
            """.replace("NAME", NAME));
    }

    /** How many the server says it has refused by the rule since it was started. */
    private static long refused() {
        return Kubectl.run("get", "--raw", "/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_flowcontrol_rejected_requests_total")
                        && line.contains("flow_schema=\"" + NAME + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private boolean create(ApiClient client, String name) {
        String manifest = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"of\":\"" + NAME + "\"}}}";
        return client.create(ObjectKind.CONFIG_MAP, SPACE, manifest, Call.within(Duration.ofSeconds(60)));
    }

    /** Many at a time, where the server takes one. */
    private List<Boolean> createMany(ApiClient client, int round) {
        List<CompletableFuture<Boolean>> all = IntStream.range(0, AT_A_TIME)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> create(client, NAME + "-" + round + "-" + number), threads))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void waitsAsItIsToldAndIsServedOnceEach(@TempDir Path directory) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), LabAccount.SHIPPED.token());
        long before = refused();
        throttle();
        try (ApiClient client = new ApiClient(Lab.token(token))) {
            Call patience = Call.within(Duration.ofSeconds(90));
            int rounds = 0;
            while (refused() == before) {
                patience.check("waiting for the server to have no time", Effect.NONE);
                assertThat(createMany(client, ++rounds)).hasSize(AT_A_TIME).containsOnly(true);
            }
            assertThat(rounds).as("rounds of which one was refused").isPositive();
            List<ObjectMeta> there =
                    Listing.of(sink -> client.listMetadata(ObjectKind.CONFIG_MAP, SPACE, "of=" + NAME, sink, patience));
            assertThat(there).hasSize(rounds * AT_A_TIME);
        }
    }
}
