package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.k8s.connection.StatusObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesErrorsTest {
    private static SchedulerException failure(String recorded, boolean write) throws IOException {
        return KubernetesErrors.of("POST /x", write, Recorded.refusal(recorded));
    }

    @Test
    void namesThePermissionThatIsMissing() throws IOException {
        SchedulerException failure = failure("16-error-003-403", false);
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessage("POST /x was refused: permission is missing: list on pods in namespace t16");
    }

    @Test
    void namesThePathThatMayNotBeAsked() {
        StatusObject words = new StatusObject(
                "Forbidden", "forbidden: User \"nobody\" cannot get path \"/version\"", "", "", List.of());
        assertThat(KubernetesErrors.of("GET /version", false, new ApiRefusalException(403, words, Optional.empty())))
                .hasMessage("GET /version was refused: permission is missing: get on /version");
    }

    @Test
    void aServerWhoseEtcdIsSlowOrHasNoLeaderIsUnavailableAndAWriteMayHaveBeenCarriedOut() {
        StatusObject words = new StatusObject("", "etcdserver: request timed out", "", "", List.of());
        SchedulerException failure =
                KubernetesErrors.of("PATCH /x", true, new ApiRefusalException(500, words, Optional.empty()));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void saysThatWeAreNotKnown() throws IOException {
        assertThat(failure("16-error-001-401", false).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }

    @Test
    void tellsEachFieldThatIsWrongWithoutItsValue() throws IOException {
        SchedulerException failure = failure("16-error-010-422", true);
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(failure.problems())
                .extracting(problem -> problem.path())
                .containsExactly(
                        "spec.replicas",
                        "spec.template.metadata.labels",
                        "spec.template.spec.containers[0].name",
                        "spec.template.spec.containers[0].image");
        assertThat(failure.problems().get(1).message())
                .isEqualTo("Invalid value: `selector` does not match template `labels`");
        assertThat(failure.toString()).doesNotContain("\"a\":\"c\"").doesNotContain("\"A_\"");
    }

    @Test
    void leavesOutAValueThoughItLooksLikeTheEndOfOne() {
        assertThat(RefusalWords.withoutValue("Invalid value: \"se\\\": cret: {\": must be short"))
                .isEqualTo("Invalid value: must be short");
        assertThat(RefusalWords.shown(new StatusObject(
                        "Invalid",
                        ".spec.replicas: expected numeric (int or float), got &value.valueUnstructured{Value:\"s3cret\"}",
                        "",
                        "",
                        List.of())))
                .isEqualTo(".spec.replicas: expected numeric (int or float)");
        assertThat(RefusalWords.withoutValue("Duplicate value: {\"name\":\"se: cret\"}"))
                .isEqualTo("Duplicate value");
        assertThat(RefusalWords.withoutValue("Required value")).isEqualTo("Required value");
    }

    @Test
    void takesAQuotaForSomethingThatCanNotBeHad() throws IOException {
        SchedulerException failure = failure("16-error-012-403-quota", true);
        assertThat(failure.code()).isEqualTo(ErrorCode.INFEASIBLE);
        assertThat(failure.problems().get(0).message()).contains("exceeded quota: q");
    }

    @Test
    void takesANamespaceThatIsBeingDeletedForSomethingThatCanNotBeHad() throws IOException {
        assertThat(failure("16-error-011-namespace-terminating", true).code()).isEqualTo(ErrorCode.INFEASIBLE);
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatTimedOutWithin() throws IOException {
        SchedulerException failure = failure("16-error-014-etcd-stalled-post", true);
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void tellsApartANameThatIsTakenAndAStateThatHasPassed() throws IOException {
        assertThat(KubernetesErrors.isTaken(Recorded.refusal("14-cas-006-post-exists")))
                .isTrue();
        assertThat(KubernetesErrors.isStale(Recorded.refusal("14-cas-006-post-exists")))
                .isFalse();
        assertThat(KubernetesErrors.isStale(Recorded.refusal("14-cas-003-ssa-stale")))
                .isTrue();
    }

    @Test
    void knowsWhatIsGoneAndWhatABudgetForbids() throws IOException {
        assertThat(KubernetesErrors.isExpired(Recorded.refusal("10-list-006-exact-compacted")))
                .isTrue();
        assertThat(KubernetesErrors.isBudgeted(Recorded.refusal("13-drain-002-eviction-429")))
                .isTrue();
        assertThat(failure("16-error-005-404", false).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "403, admission webhook \"w\" denied the request: no",
        "400, admission webhook \"w\" denied the request: no",
        "422, deployments.apps \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no"
    })
    void takesAnAdmissionsRefusalForSomethingThatCanNotBeHad(int status, String message) {
        StatusObject words = new StatusObject("Invalid", message, "", "", List.of());
        SchedulerException failure =
                KubernetesErrors.of("POST /x", true, new ApiRefusalException(status, words, Optional.empty()));
        assertThat(failure.code()).isEqualTo(ErrorCode.INFEASIBLE);
        assertThat(failure).hasMessageContaining(message);
    }
}
