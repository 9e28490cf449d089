package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Phase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Texts as long as a program of Linux can be given, which holds 131,071 bytes of an argument and of a variable with its name. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class LongValuesLabTest {
    private static final int BYTES = 131_000;
    private static final String ARGUMENT = value("$ $$ $(X) $$(X) ${X} \\\n\t \"'ü\n");
    private static final String VARIABLE = value("$(X)$$$(VALUE)\n\n$\\$ `X` %s 日本\r\n");

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));

    private final WorkloadId id = lab.id("long");

    @AfterEach
    void close() {
        lab.close();
    }

    private static String value(String piece) {
        int length = piece.getBytes(StandardCharsets.UTF_8).length;
        return piece.repeat(BYTES / length) + "x".repeat(BYTES % length);
    }

    private static String digest(String value) throws NoSuchAlgorithmException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes).hasSize(BYTES);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Task.Builder printer(String what, String... arguments) {
        List<String> words = new ArrayList<>(List.of("printf %s \"$" + what + "\" | sha256sum", "shell"));
        words.addAll(List.of(arguments));
        return LabScheduler.shell(words.toArray(String[]::new)).environment("X", "expanded");
    }

    private void assertPrinted(Task.Builder task, String value) throws NoSuchAlgorithmException {
        lab.scheduler
                .workloads()
                .apply(WorkloadSpec.builder(id, Mode.batch()).task(task.build()).build());
        lab.await(id, Phase.COMPLETED);
        String pod = lab.pods(id).all().get(0).metadata().name();
        assertThat(Kubectl.run("logs", pod, "-n", lab.namespace).strip()).isEqualTo(digest(value) + "  -");
    }

    @Test
    void anArgumentReachesTheProcessByteForByte() throws NoSuchAlgorithmException {
        assertPrinted(printer("1", ARGUMENT), ARGUMENT);
    }

    @Test
    void aVariableReachesTheProcessByteForByte() throws NoSuchAlgorithmException {
        assertPrinted(printer("VALUE").environment("VALUE", VARIABLE), VARIABLE);
    }

    @Test
    void moreThanARecordHoldsIsRefusedBeforeAnythingIsMade() {
        Task task = printer("1", ARGUMENT).environment("VALUE", VARIABLE).build();
        WorkloadSpec spec = WorkloadSpec.builder(id, Mode.batch()).task(task).build();
        assertThatThrownBy(() -> lab.scheduler.workloads().apply(spec))
                .isInstanceOfSatisfying(
                        SchedulerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContaining("would take");
        assertThat(Kubectl.run(
                        "get", "jobs,configmaps", "-n", lab.namespace, "-o", "name", "-l", KubernetesLabels.OWNER))
                .isEmpty();
    }
}
