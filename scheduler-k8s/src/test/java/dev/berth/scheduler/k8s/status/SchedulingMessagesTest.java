package dev.berth.scheduler.k8s.status;

import static dev.berth.scheduler.k8s.status.SchedulingMessages.explanation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.Recorded;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.status.Explanation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingMessagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "04-pending-006-combination|3 nodes: 1 insufficient cpu, 1 didn't match Pod's node affinity/selector,"
                        + " 1 were unschedulable",
                "04-pending-003-antiaffinity|3 nodes: 2 didn't match pod anti-affinity rules,"
                        + " 1 didn't match Pod's node affinity/selector",
                "12-node-005-pending-spread-lost-node|3 nodes: 2 didn't match pod topology spread constraints,"
                        + " 1 had untolerated taint(s)",
            })
    void whatASchedulerSaysIsToldInNumbersWithTheMostFirst(String recorded, String sentence) throws IOException {
        String message = Pods.unplaced(Codec.PODS.one(Recorded.body(recorded)));

        assertThat(explanation(message)).map(Explanation::sentence).contains(sentence);
    }

    @Test
    void whatThePodItselfLacksIsSaidOfEveryNode() {
        assertThat(SchedulingMessages.explanation("0/3 nodes are available: pod has unbound immediate"
                        + " PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful."))
                .contains(new Explanation(
                        3, List.of(new Explanation.Reason(3, "pod has unbound immediate PersistentVolumeClaims"))));
    }

    @Test
    void aTaintIsToldWithItsKeyAndValue() {
        assertThat(explanation("0/3 nodes are available: 1 Too many pods, 2 node(s) had untolerated taint"
                        + " {node.kubernetes.io/unreachable: a}. preemption: 0/3 nodes are available: 3 Preemption is"
                        + " not helpful for scheduling."))
                .map(Explanation::reasons)
                .contains(List.of(
                        new Explanation.Reason(2, "had untolerated taint {node.kubernetes.io/unreachable: a}"),
                        new Explanation.Reason(1, "too many pods")));
    }

    @Test
    void aClusterWithoutNodesIsToldAsThat() {
        assertThat(explanation("no nodes available to schedule pods")).contains(new Explanation(0, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Scheduling is blocked due to non-empty scheduling gates", "0/x nodes are available: ."})
    void whatSaysNothingAboutNodesExplainsNothing(String message) {
        assertThat(explanation(message)).isEmpty();
    }

    @Test
    void whatCountsNoNodesIsSaidOfAll() {
        assertThat(explanation("0/3 nodes are available: something, 2 Insufficient memory."))
                .map(Explanation::sentence)
                .contains("3 nodes: 3 something, 2 insufficient memory");
    }
}
