package dev.berth.scheduler.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No field can be added to the model without saying here what it needs of a backend. */
class RequirementsTotalityTest {
    /** Names, data for people, amounts and parts that mean nothing but as parts of a field that has a requirement. */
    private static final Set<String> NEED_NOTHING = Set.of(
            "WorkloadSpec.id",
            "WorkloadId.namespace",
            "WorkloadId.name",
            "WorkloadSpec.labels",
            "WorkloadSpec.annotations",
            "WorkloadSpec.tasks",
            "Task.name",
            "Artifact.arguments",
            "ImageArtifact.arguments",
            "ProcessArtifact.arguments",
            "ProcessArtifact.Source.uri",
            "ProcessArtifact.Source.digest",
            "EnvironmentValue.Literal.value",
            "EnvironmentValue.Reference.port",
            "SecretReference.name",
            "SecretReference.key",
            "TaskFile.path",
            "TaskFile.mode",
            "TaskFile.Config.path",
            "TaskFile.Config.mode",
            "TaskFile.Secret.path",
            "TaskFile.Secret.mode",
            "Task.mounts",
            "Mount.volume",
            "Mount.path",
            "Port.name",
            "Port.number",
            "Cpu.millicores",
            "Memory.bytes",
            "Probe.interval",
            "Probe.timeout",
            "ProbeCheck.Http.port",
            "ProbeCheck.Http.path",
            "ProbeCheck.Tcp.port",
            "Constraint.values",
            "Preference.weight",
            "Affinity.weight",
            "Amount.value",
            "Replicated.replicas",
            "Cron.schedule",
            "RestartPolicy.Limit.attempts",
            "RestartPolicy.Limit.window",
            "RestartPolicy.BackOff.initial",
            "RestartPolicy.BackOff.maximum",
            "Volume.name",
            "Volume.HostPath.name",
            "Volume.Named.name",
            "Volume.Named.source",
            "Volume.Ephemeral.name",
            "Network.name",
            "NodeAttribute.name");

    @Test
    void everyFieldOfTheModelIsAccountedFor() {
        NavigableSet<String> known = new TreeSet<>(NEED_NOTHING);
        cases().map(FieldCase::field).forEach(known::add);

        assertThat(known).containsExactlyElementsOf(ModelFields.all());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFieldThatIsNotAtItsDefaultNeedsItsCapability(FieldCase field) {
        List<Capability> needed = Requirements.of(field.spec()).stream()
                .map(Requirement::capability)
                .toList();

        assertThat(needed).contains(field.needed());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBackendThatLacksOnlyThatCapabilityRefuses(FieldCase field) {
        BackendInfo.Builder backend = BackendInfo.builder("k", "test", "1");
        List<Capability> all = new ArrayList<>(Capabilities.all());
        all.add(Capability.override("k"));
        all.stream()
                .filter(capability -> !capability.equals(field.needed()))
                .forEach(capability -> backend.declare(capability, Support.nativeSupport()));

        assertThat(Requirements.missing(field.spec(), backend.build(), false))
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem.capability()).contains(field.needed().name()));
    }

    @Test
    void whatIsAtItsDefaultNeedsNothingButModeAndArtifact() {
        assertThat(Requirements.of(SpecVariants.plain()))
                .containsExactly(
                        new Requirement("mode.replicated", Capabilities.MODE_REPLICATED),
                        new Requirement("tasks[0].artifacts[0].process", Capabilities.ARTIFACT_PROCESS));
    }

    static Stream<FieldCase> cases() {
        Map<String, FieldCase> cases = new TreeMap<>();
        Stream.of(TaskFieldCases.all(), WorkloadFieldCases.all())
                .flatMap(List::stream)
                .forEach(each -> cases.put(each.field(), each));
        return cases.values().stream();
    }
}
