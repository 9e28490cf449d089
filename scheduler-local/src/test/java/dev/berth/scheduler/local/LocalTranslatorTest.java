package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.document.WorkloadObjectForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.status.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalTranslatorTest {
    private static final Version FIRST = new Version("life", 1);

    private final LocalTranslator translator = new LocalTranslator();

    @Test
    void whatIsRenderedIsReadBackWhole() throws DocumentException {
        WorkloadSpec spec = FullSpec.of(LocalLab.ID, 2).build();
        WorkloadObject object =
                WorkloadObjectForm.read(render(spec, FIRST, 7, List.of()).document());

        assertThat(object.owner()).isEqualTo("owner");
        assertThat(object.version()).isEqualTo(FIRST);
        assertThat(object.revision()).isEqualTo(7);
        assertThat(object.replicas()).isEqualTo(2);
        assertThat(object.labels()).isEqualTo(spec.labels());
        assertThat(object.rollout()).isEqualTo(spec.rollout());
        assertThat(object.restart()).isEqualTo(spec.restart());
        assertThat(TemplateForm.read(object.template()))
                .isEqualTo(new Template(spec.main(), spec.placement(), spec.volumes()));
    }

    @Test
    void theSameInputIsRenderedTheSame() {
        WorkloadSpec spec = FullSpec.of(LocalLab.ID, 2).build();
        assertThat(render(spec, FIRST, 1, List.of())).isEqualTo(render(spec, FIRST, 1, List.of()));
        assertThat(render(spec, FIRST, 1, List.of()).name()).isEqualTo("test/web");
    }

    @Test
    void aStoredTemplateIsKeptByteForByteWhateverTheSpecSays() {
        String old = render(LocalLab.sleep(2).build(), FIRST, 1, List.of())
                .document()
                .replace("\"grace\": \"PT10S\"", "\"grace\": \"PT10.0S\"");
        NativeObject stored = new NativeObject(WorkloadObject.KIND, "test/web", old);

        NativeObject scaled =
                render(LocalLab.sleep(5).label("a", "b").build(), new Version("life", 2), 1, List.of(stored));

        assertThat(scaled.document())
                .contains("\"replicas\": 5", "\"generation\": 2", "\"a\": \"b\"", "PT10.0S")
                .endsWith(old.substring(old.indexOf("\"template\"")));
    }

    @Test
    void createsWhatIsMissing() {
        NativeObject wanted = render(LocalLab.sleep(1).build(), FIRST, 1, List.of());
        assertThat(translator.diff(List.of(wanted), Observed.builder().build()))
                .singleElement()
                .satisfies(write -> {
                    assertThat(write.action()).isEqualTo(NativeWrite.Action.CREATE);
                    assertThat(write.precondition()).isEmpty();
                    assertThat(write.object()).isEqualTo(wanted);
                });
    }

    @Test
    void sendsNothingForWhatIsEqualHoweverItIsWritten() {
        NativeObject wanted = render(FullSpec.of(LocalLab.ID, 2).build(), FIRST, 1, List.of());
        NativeObject rewritten = new NativeObject(
                wanted.kind(),
                wanted.name(),
                wanted.document().replace("\n", "\n  ").strip());
        assertThat(translator.diff(List.of(wanted), observed(wanted))).isEmpty();
        assertThat(translator.diff(List.of(wanted), observed(rewritten))).isEmpty();
    }

    @Test
    void anUpdateReplacesInstancesOnlyWithAnotherRevision() {
        NativeObject now = render(LocalLab.sleep(1).build(), FIRST, 1, List.of());
        NativeObject scaled = render(LocalLab.sleep(2).build(), new Version("life", 2), 1, List.of(now));
        NativeObject changed = render(LocalLab.sleep(1).build(), new Version("life", 2), 2, List.of());

        assertThat(translator.diff(List.of(scaled), observed(now)))
                .containsExactly(new NativeWrite(NativeWrite.Action.UPDATE, scaled, Optional.of("17"), false));
        assertThat(translator.diff(List.of(changed), observed(now)))
                .containsExactly(new NativeWrite(NativeWrite.Action.UPDATE, changed, Optional.of("17"), true));
    }

    @Test
    void aDamagedObjectIsReplacedByWhatIsDesired() {
        NativeObject wanted = render(LocalLab.sleep(1).build(), FIRST, 1, List.of());
        NativeObject damaged = new NativeObject(wanted.kind(), wanted.name(), "{ \"s3cr3t\": ");

        assertThat(translator.diff(List.of(wanted), observed(damaged)))
                .containsExactly(new NativeWrite(NativeWrite.Action.UPDATE, wanted, Optional.of("17"), true));
        assertThat(translator.diff(List.of(), observed(damaged))).hasSize(1);
    }

    @Test
    void aDamagedRenderingIsToldWithTheWorkloadAndWhatToDoAndWithoutWhatIsInIt() {
        NativeObject damaged = new NativeObject(WorkloadObject.KIND, "test/web", "{ \"s3cr3t\": ");
        WorkloadSpec spec = LocalLab.sleep(2).build();

        assertThatThrownBy(() -> render(spec, FIRST, 1, List.of(damaged)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("the stored rendering of test/web is damaged")
                .hasMessageContaining("remove the workload and apply it again")
                .hasMessageNotContaining("s3cr3t");
        assertThatThrownBy(() -> translator.diff(List.of(damaged), observed(render(spec, FIRST, 1, List.of()))))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void nothingDesiredDeletes() {
        NativeObject now = render(LocalLab.sleep(1).build(), FIRST, 1, List.of());
        assertThat(translator.diff(List.of(), observed(now)))
                .extracting(NativeWrite::action)
                .containsExactly(NativeWrite.Action.DELETE);
        assertThat(translator.diff(List.of(), Observed.builder().build())).isEmpty();
    }

    @Test
    void refusesSeveralInstancesWithOneFixedPort() {
        WorkloadSpec two = FullSpec.of(LocalLab.ID, 2).build();
        assertThat(translator.check(two, LocalCapabilities.info(Optional.empty())))
                .extracting(Problem::path)
                .containsExactly("tasks[0].ports[2]");
        WorkloadSpec one = two.toBuilder().mode(Mode.replicated(1)).build();
        assertThat(translator.check(one, LocalCapabilities.info(Optional.empty())))
                .isEmpty();
    }

    @Test
    void aFixedPortIsFeasibleOnlyWhereItsOneInstanceMayBeMissingDuringARollout() {
        WorkloadSpec spec = LocalLab.spec(
                        1,
                        Task.main(ProcessArtifact.builder("/bin/sleep").build()).port(Port.fixed("http", 8080)))
                .build();
        assertThat(translator.check(spec, LocalCapabilities.info(Optional.empty())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.INFEASIBLE);
                    assertThat(problem.path()).isEqualTo("rollout.maximumUnavailable");
                    assertThat(problem.message())
                            .isEqualTo(
                                    "maximumUnavailable (=25%) must allow 1 of 1 instance to be missing: a new one can't have"
                                            + " port 8080 before the old one is gone; say 1, or make the port dynamic");
                });
        RolloutPolicy stopsFirst =
                RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).build();
        assertThat(translator.check(
                        spec.toBuilder().rollout(stopsFirst).build(), LocalCapabilities.info(Optional.empty())))
                .isEmpty();
    }

    @Test
    void refusesWhatOfItsSurroundingsCanNotBeHadAsStated() {
        WorkloadSpec spec = LocalLab.spec(
                        1,
                        Task.main(ProcessArtifact.builder("/bin/sleep").build())
                                .environment("IFS", EnvironmentValue.secret(new SecretReference("db", "")))
                                .environment("a-b", EnvironmentValue.secret(new SecretReference("db", "")))
                                .environment("FINE", EnvironmentValue.secret(new SecretReference("db", "")))
                                .file(new TaskFile.Config("/etc/settings", "", 0644))
                                .file(new TaskFile.Config("/scratchy", "", 0644))
                                .file(new TaskFile.Config("/scratch/settings", "", 0644))
                                .mount(new Mount("scratch", "/scratch/", false))
                                .mount(new Mount("kept", "/scratch/kept", false))
                                .mount(new Mount("kept", "//", false)))
                .volume(new Volume.Ephemeral("scratch", Optional.empty()))
                .volume(new Volume.Named("kept", "kept"))
                .build();

        assertThat(translator.check(spec, LocalCapabilities.info(Optional.empty())))
                .extracting(
                        problem -> problem.path() + " " + problem.capability().orElse(""))
                .containsExactly(
                        "tasks[0].environment.IFS environment.secret",
                        "tasks[0].environment.a-b environment.secret",
                        "tasks[0].files[0].path file.config",
                        "tasks[0].files[1].path file.config",
                        "tasks[0].mounts[1].path volume.named",
                        "tasks[0].mounts[2].path volume.named");
    }

    @Test
    void aPauseIsWrittenOutsideOfTheTemplateAndLeavesNoTraceWhenItIsOver() {
        WorkloadSpec spec = LocalLab.sleep(1).build();
        RenderInput input = RenderInput.of(spec, FIRST, 1, List.of(), "owner");
        NativeObject usual = translator.render(input).get(0);
        NativeObject paused = translator
                .render(input.withDirectives(Directives.NONE.withPaused(true)))
                .get(0);
        assertThat(paused.document()).contains("\"paused\": true");
        assertThat(usual.document()).doesNotContain("paused");
        assertThat(translator.diff(List.of(paused), observed(usual)))
                .containsExactly(new NativeWrite(NativeWrite.Action.UPDATE, paused, Optional.of("17"), false));
    }

    private static Observed observed(NativeObject object) {
        return Observed.builder().object(object).mark("17").build();
    }

    private NativeObject render(WorkloadSpec spec, Version version, long revision, List<NativeObject> stored) {
        List<NativeObject> objects = translator.render(RenderInput.of(spec, version, revision, stored, "owner"));
        assertThat(objects).hasSize(1);
        return objects.get(0);
    }
}
