package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What the lab's cluster won't have: the reason is told, and the same applied once it may be repairs what was begun. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class RefusalsLabTest {
    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));

    @AfterEach
    void close() {
        lab.close();
    }

    private SchedulerException refused(ErrorCode code) {
        SchedulerException failure = lab.apply(1).failure().orElseThrow();
        assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
        return failure;
    }

    /** The server goes by the old rule for a moment. */
    private void awaitRepaired() {
        Call patience = Call.within(Duration.ofSeconds(60));
        while (lab.apply(1).failure().isPresent()) {
            patience.check("waiting for the rule to be gone", Effect.NONE);
        }
        assertThat(lab.replicas()).isEqualTo("1");
    }

    @Test
    void aQuotaThatIsUsedUp() {
        Kubectl.run("create", "quota", "none", "-n", lab.namespace, "--hard=count/deployments.apps=0");
        awaitRule("exceeded quota");
        SchedulerException failure = refused(ErrorCode.BACKEND);
        assertThat(failure)
                .hasMessageContaining("exceeded quota: none")
                .hasMessageContaining("the edit is accepted, and is finished by a controller or by applying again");
        assertThat(lab.replicas()).isEmpty();
        Kubectl.run("delete", "quota", "none", "-n", lab.namespace);
        awaitRepaired();
    }

    @Test
    void aNamespaceThatIsBeingDeleted() {
        Kubectl.apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: keeps, namespace: %s, finalizers: [berth.dev/test]}
            """.formatted(lab.namespace));
        Kubectl.run("delete", "namespace", lab.namespace, "--wait=false");
        SchedulerException failure = refused(ErrorCode.INFEASIBLE);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure).hasMessageContaining("being terminated");
        Kubectl.run(
                "patch",
                "configmap",
                "keeps",
                "-n",
                lab.namespace,
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":null}}");
    }

    @Test
    void anAdmissionThatSaysNo() {
        Kubectl.apply(policy());
        try {
            awaitRule("only on Sundays");
            SchedulerException failure = refused(ErrorCode.BACKEND);
            assertThat(failure).hasMessageContaining("only on Sundays");
            assertThat(lab.replicas()).isEmpty();
        } finally {
            Kubectl.run("delete", "validatingadmissionpolicybinding", lab.namespace);
            Kubectl.run("delete", "validatingadmissionpolicy", lab.namespace);
        }
        awaitRepaired();
    }

    /** It takes the server a moment to go by a new rule, and before that it may refuse as it can't tell yet. */
    private void awaitRule(String why) {
        Call patience = Call.within(Duration.ofSeconds(60));
        while (!Kubectl.refusal("create", "deployment", "x", "--image=x", "-n", lab.namespace, "--dry-run=server")
                .contains(why)) {
            patience.check("waiting for the rule", Effect.NONE);
        }
    }

    private String policy() {
        return """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: NAME}
            spec:
              failurePolicy: Fail
              matchConstraints:
                resourceRules:
                - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
              validations:
              - {expression: "false", message: only on Sundays}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: NAME}
            spec:
              policyName: NAME
              validationActions: [Deny]
              matchResources:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAME}}
            """.replace("NAME", lab.namespace);
    }
}
