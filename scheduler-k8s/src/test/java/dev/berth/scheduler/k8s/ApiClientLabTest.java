package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The API server of the lab, whichever version it is, is as the one in memory is; and who may ask it. */
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class ApiClientLabTest extends KubernetesClientContract implements EvictionContract {
    private final ApiClient client = new ApiClient(Lab.kubeconfig("KUBECONFIG"));

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    public KubernetesClient evicting() {
        return client;
    }

    private static SchedulerException failure(KubernetesConfig config) {
        try (ApiClient other = new ApiClient(config)) {
            return catchThrowableOfType(
                    SchedulerException.class,
                    () -> other.metadata(ObjectKind.CONFIG_MAP, "default", "x", Call.within(Duration.ofSeconds(20))));
        }
    }

    @Test
    void knowsTheAdministratorByTokenAndByCertificate() {
        assertThat(client.version(call())).isEqualTo("v" + Lab.value("VERSION"));
        try (ApiClient other = new ApiClient(Lab.kubeconfig("KUBECONFIG_CERTIFICATE"))) {
            assertThat(other.mayDo("create", "apps", "deployments", "default", call()))
                    .isTrue();
        }
    }

    @Test
    void namesThePermissionThatNobodyLacks() {
        SchedulerException failure = failure(Lab.kubeconfig("KUBECONFIG_NOBODY"));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("permission is missing: get on configmaps in namespace default");
    }

    @Test
    void saysThatATokenHasExpired() {
        SchedulerException failure = failure(Lab.kubeconfig("KUBECONFIG_EXPIRED"));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("expired");
    }

    @Test
    void saysThatAStrangerIsNotKnown() {
        SchedulerException failure = failure(Lab.kubeconfig("KUBECONFIG_STRANGER"));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("does not accept our token or certificate");
    }

    @Test
    void trustsNoServerOfAnotherAuthority() {
        SchedulerException failure = failure(new KubernetesConfig(new KubernetesConfig.Server(
                URI.create(Lab.value("SERVER")),
                Optional.of(Path.of(Lab.value("CA_STRANGER"))),
                Optional.of(Path.of(Lab.value("TOKEN"))),
                Optional.empty(),
                false)));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("can't be trusted");
    }
}
