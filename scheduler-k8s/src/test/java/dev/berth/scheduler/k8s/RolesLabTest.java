package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may do what is shipped, and nothing else, in the lab. */
@Timeout(300)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class RolesLabTest {
    private final String namespace = "roles-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path directory;

    @BeforeAll
    static void letIn() {
        LabAccount.letIn();
    }

    @AfterEach
    void removeWhatWasMade() {
        Kubectl.run("delete", "namespace", namespace, "--ignore-not-found", "--wait=false");
        Kubectl.run("delete", "leases", "-l", KubernetesLabels.selector(Rendering.OWNER), "-n", "default");
    }

    @AfterAll
    static void letOut() {
        LabAccount.letOut();
    }

    private ApiClient client(LabAccount account) throws IOException {
        return new ApiClient(Lab.token(Files.writeString(directory.resolve(account.name()), account.token())));
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @Test
    void whatIsShippedIsEnoughForAllThatTheAdapterDoes() throws Exception {
        OperationSpecs specs = new OperationSpecs(namespace, Lab.value("IMAGE_LOCAL"));
        try (EveryOperation operations = new EveryOperation(client(LabAccount.SHIPPED), specs)) {
            operations.run(() -> {});
        }
    }

    @Test
    void whatIsShippedLetsNobodyReadSecrets() throws IOException {
        try (ApiClient client = client(LabAccount.SHIPPED)) {
            assertThat(client.mayDo("get", "apps", "deployments", "default", call()))
                    .isTrue();
            assertThat(client.mayDo("get", "", "secrets", "default", call())).isFalse();
            assertThat(client.mayDo("delete", "", "namespaces", "default", call()))
                    .isFalse();
        }
    }

    /** An apply is asked whether it may patch, and then whether it may make what it would make. */
    @Test
    void anApplyThatMayNotCreateNamesThat() throws IOException {
        Kubectl.run("create", "namespace", namespace);
        LabAccount patcher = new LabAccount(namespace, "patcher");
        Kubectl.run("create", "serviceaccount", "patcher", "-n", namespace);
        Kubectl.run("create", "role", "patcher", "--verb=patch", "--resource=deployments.apps", "-n", namespace);
        String account = "--serviceaccount=" + namespace + ":patcher";
        Kubectl.run("create", "rolebinding", "patcher", "--role=patcher", account, "-n", namespace);
        patcher.awaitMay(namespace, List.of("patch", "deployments.apps"));
        OperationSpecs specs = new OperationSpecs(namespace, Lab.value("IMAGE_LOCAL"));
        String manifest = Rendering.manifest(specs.first()).toString();
        try (ApiClient client = client(patcher)) {
            assertThatThrownBy(() -> client.createOwned(ObjectKind.DEPLOYMENT, namespace, "web", manifest, call()))
                    .isInstanceOfSatisfying(
                            SchedulerException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED))
                    .hasMessageContaining("create on deployments.apps in namespace " + namespace);
        }
    }
}
