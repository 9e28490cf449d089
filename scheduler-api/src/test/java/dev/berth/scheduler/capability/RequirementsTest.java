package dev.berth.scheduler.capability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final ImageArtifact PRIVATE_IMAGE = ImageArtifact.builder("nginx")
            .pullSecret(new SecretReference("registry", ""))
            .build();

    @Test
    void listsEverythingThatIsMissingWithTheBackendsReasons() {
        WorkloadSpec spec = SpecVariants.task(task -> task.user("web").port(Port.fixed("http", 80)));
        BackendInfo backend = backend()
                .declare(Capabilities.USER, Support.unsupported("this agent doesn't run as root"))
                .build();

        assertThat(Requirements.missing(spec, backend, false))
                .map(Problem::toString)
                .containsExactly(
                        "tasks[0].user: this agent doesn't run as root [needs user]",
                        "tasks[0].ports[0].reach: this backend doesn't know the capability [needs port.fixed]");
    }

    @Test
    void emulatedIsEnoughUnlessNativeIsAskedFor() {
        BackendInfo backend = backend()
                .declare(Capabilities.USER, Support.emulated("through setpriv"))
                .build();
        WorkloadSpec spec = SpecVariants.task(task -> task.user("web"));

        assertThat(Requirements.missing(spec, backend, false)).isEmpty();
        assertThat(Requirements.missing(spec, backend, true)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.UNSUPPORTED);
            assertThat(problem.message()).isEqualTo("is only emulated, native was asked for: through setpriv");
        });
    }

    @Test
    void caveatsAreThoseOfWhatIsEmulated() {
        BackendInfo backend = backend()
                .declare(Capabilities.USER, Support.emulated("through setpriv"))
                .build();

        assertThat(Requirements.caveats(SpecVariants.task(task -> task.user("web")), backend))
                .map(Problem::toString)
                .containsExactly("tasks[0].user: through setpriv [needs user]");
    }

    @Test
    void supportMayDependOnTheMode() {
        BackendInfo backend = backend()
                .declare(Capabilities.MODE_GLOBAL, Support.nativeSupport())
                .declare(Capabilities.USER, Support.nativeSupport())
                .declare(Mode.Kind.GLOBAL, Capabilities.USER, Support.unsupported("not on every node"))
                .build();
        WorkloadSpec spec = SpecVariants.task(task -> task.user("web"));

        assertThat(Requirements.missing(spec, backend, false)).isEmpty();
        assertThat(Requirements.missing(spec.toBuilder().mode(Mode.global()).build(), backend, false))
                .map(Problem::message)
                .containsExactly("not on every node");
    }

    @Test
    void oneVariantOfAnArtifactIsEnough() {
        WorkloadSpec spec = SpecVariants.artifacts(PRIVATE_IMAGE, SpecVariants.SLEEP);

        assertThat(Requirements.missing(spec, backend().build(), false)).isEmpty();
        assertThat(Requirements.chosen(spec.main(), backend().build(), Mode.Kind.REPLICATED))
                .contains(SpecVariants.SLEEP);
    }

    @Test
    void theFirstVariantThatIsWhollySupportedIsTaken() {
        Task task = SpecVariants.artifacts(PRIVATE_IMAGE, SpecVariants.SLEEP).main();
        BackendInfo.Builder backend = backend().declare(Capabilities.ARTIFACT_IMAGE, Support.nativeSupport());
        assertThat(Requirements.chosen(task, backend.build(), Mode.Kind.REPLICATED))
                .contains(SpecVariants.SLEEP);

        backend.declare(Capabilities.ARTIFACT_IMAGE_PULL_SECRET, Support.emulated("copied to each node"));
        assertThat(Requirements.chosen(task, backend.build(), Mode.Kind.REPLICATED))
                .contains(PRIVATE_IMAGE);
        assertThat(Requirements.caveats(SpecVariants.artifacts(PRIVATE_IMAGE, SpecVariants.SLEEP), backend.build()))
                .map(Problem::path)
                .containsExactly("tasks[0].artifacts[0].image.pullSecret");
    }

    @Test
    void withoutAnyVariantEachOnesLackIsTold() {
        WorkloadSpec spec = SpecVariants.artifacts(PRIVATE_IMAGE, SpecVariants.SLEEP);
        BackendInfo backend = BackendInfo.builder("images", "test", "1")
                .declare(Capabilities.MODE_REPLICATED, Support.nativeSupport())
                .declare(Capabilities.ARTIFACT_IMAGE, Support.nativeSupport())
                .build();

        assertThat(Requirements.missing(spec, backend, false))
                .map(Problem::path)
                .containsExactly("tasks[0].artifacts[0].image.pullSecret", "tasks[0].artifacts[1].process");
    }

    @Test
    void anOverrideConcernsItsOwnTypeOfBackendOnly() {
        WorkloadSpec spec = SpecVariants.spec(builder -> builder.override(NativeOverride.of("k8s", Map.of())));
        BackendInfo elsewhere = backend().build();
        BackendInfo there = BackendInfo.builder("k8s", "test", "1")
                .declare(Capabilities.MODE_REPLICATED, Support.nativeSupport())
                .declare(Capabilities.ARTIFACT_PROCESS, Support.nativeSupport())
                .build();

        assertThat(Requirements.missing(spec, elsewhere, true)).isEmpty();
        assertThat(Requirements.missing(spec, there, false)).map(Problem::path).containsExactly("overrides.k8s");
    }

    @Test
    void antiAffinityToItselfIsACapabilityOfItsOwn() {
        WorkloadSpec spec = SpecVariants.antiAffinity(Affinity.required(SpecVariants.WEB, NodeAttribute.NODE_ID));

        assertThat(Requirements.of(spec))
                .contains(new Requirement("placement.antiAffinities[0]", Capabilities.ANTI_AFFINITY_SELF));
    }

    @Test
    void replacingInstancesNeedsARollingRollout() {
        assertThat(Requirements.ofUpdate(SpecVariants.plain()))
                .containsExactly(new Requirement("rollout.maximumUnavailable", Capabilities.ROLLOUT_ROLLING));
    }

    @Test
    void stoppingAllBeforeStartingAllIsACapabilityOfItsOwn() {
        WorkloadSpec spec = SpecVariants.spec(builder -> builder.rollout(RolloutPolicy.allAtOnce()));

        assertThat(Requirements.ofUpdate(spec))
                .containsExactly(new Requirement("rollout.maximumUnavailable", Capabilities.ROLLOUT_ALL_AT_ONCE));
    }

    @Test
    void onlyAStatedSurgeIsAskedFor() {
        WorkloadSpec spec = SpecVariants.rollout(rollout -> rollout.maximumSurge(Amount.of(2)));

        assertThat(Requirements.ofUpdate(spec))
                .contains(new Requirement("rollout.maximumSurge", Capabilities.ROLLOUT_SURGE));
    }

    @Test
    void aChangedBatchIsANewRunAndReplacesNothing() {
        assertThat(Requirements.ofUpdate(SpecVariants.mode(Mode.batch()))).isEmpty();
    }

    @Test
    void whatTheSpecNeedsAnywayIsNotMissedTwiceByAnUpdate() {
        WorkloadSpec spec = SpecVariants.rollout(rollout -> rollout.maximumUnavailable(Amount.of(1)));

        assertThat(Requirements.missing(spec, backend().build(), false)).hasSize(1);
        assertThat(Requirements.missingToUpdate(spec, backend().build(), false)).isEmpty();
        assertThat(Requirements.missingToUpdate(SpecVariants.plain(), backend().build(), false))
                .map(Problem::path)
                .containsExactly("rollout.maximumUnavailable");
    }

    @Test
    void rollingBackWithoutADeadlineAsksForABackendThatSeesFailuresItself() {
        WorkloadSpec spec = SpecVariants.rollout(rollout -> rollout.onFailure(RolloutPolicy.OnFailure.ROLLBACK));

        assertThat(Requirements.of(spec))
                .contains(new Requirement("rollout.onFailure", Capabilities.ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE));
    }

    @Test
    void aDeadlineNeedsWhatHappensThen() {
        WorkloadSpec spec = SpecVariants.rollout(rollout -> rollout.progressDeadline(Duration.ofMinutes(1)));

        assertThat(Requirements.of(spec))
                .contains(new Requirement("rollout.onFailure", Capabilities.ROLLOUT_ON_FAILURE_PAUSE));
    }

    @Test
    void aDynamicPortThatIsMappedNeedsNoVariable() {
        Port mapped = Port.builder("http").number(80).build();
        WorkloadSpec spec = WorkloadSpec.builder(SpecVariants.WEB, Mode.replicated(1))
                .task(Task.main(PRIVATE_IMAGE).port(mapped).build())
                .build();

        assertThat(Requirements.of(spec))
                .contains(new Requirement("tasks[0].ports[0]", Capabilities.PORT_DYNAMIC))
                .noneMatch(requirement -> requirement.capability().equals(Capabilities.PORT_VARIABLE));
    }

    private static BackendInfo.Builder backend() {
        return BackendInfo.builder("test", "test", "1")
                .declare(Capabilities.MODE_REPLICATED, Support.nativeSupport())
                .declare(Capabilities.ARTIFACT_PROCESS, Support.nativeSupport());
    }
}
