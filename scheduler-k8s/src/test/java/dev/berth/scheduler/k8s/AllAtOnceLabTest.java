package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A rollout of which all may be missing, and nothing be added, on the lab's cluster. */
@Timeout(180)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class AllAtOnceLabTest {
    private static final int REPLICAS = 3;

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));
    private final LabPods pods = lab.pods(lab.id());

    @AfterEach
    void leaveNothing() {
        lab.close();
    }

    /** One whose pods take as long to end as they may. */
    private void roll(int revision, RolloutPolicy policy, Consumer<List<PodObject>> each) {
        lab.scheduler
                .workloads()
                .apply(WorkloadSpec.builder(lab.id(), Mode.replicated(REPLICAS))
                        .task(LabScheduler.shell("trap : TERM; while :; do sleep 1; done")
                                .stop(new StopPolicy("TERM", Duration.ofSeconds(4)))
                                .environment("VERSION", "" + revision)
                                .build())
                        .rollout(policy)
                        .build());
        var unused = pods.await(
                all -> all.size() == REPLICAS
                        && all.stream().allMatch(pod -> Pods.isReady(pod) && LabPods.revision(pod) == revision),
                each);
    }

    @Test
    void nothingIsStartedWhileAnOldPodIsThereAndAnotherPolicyMayFollow() {
        roll(1, RolloutPolicy.DEFAULT, all -> {});
        Consumer<List<PodObject>> ofOneRevision =
                all -> assertThat(all.stream().map(LabPods::revision).distinct().count())
                        .isLessThanOrEqualTo(1);
        roll(2, RolloutPolicy.allAtOnce(), ofOneRevision);
        roll(3, RolloutPolicy.allAtOnce(), ofOneRevision);
        roll(4, RolloutPolicy.DEFAULT, all -> {});
    }
}
