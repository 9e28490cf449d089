package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortFormsTest {
    private static final String RUN = "process: /bin/run\n";

    @Test
    void aSingleTaskIsWrittenWithoutAList() {
        WorkloadSpec brief = Specs.web("replicas: 3\nprocess: /bin/run\nports: [http]\nenvironment: {A: 1}\n");
        WorkloadSpec full = Specs.web("""
                mode: {replicated: {replicas: 3}}
                tasks:
                  - name: main
                    artifacts: [{process: {executable: /bin/run}}]
                    ports: [{name: http, protocol: tcp, reach: dynamic}]
                    environment: {A: "1"}
                """);
        assertThat(brief).isEqualTo(full);
    }

    @Test
    void withoutAModeThereIsOneInstance() {
        assertThat(Specs.web(RUN).mode()).isEqualTo(Mode.replicated(1));
    }

    @Test
    void aModeWithoutSettingsIsItsName() {
        assertThat(Specs.web(RUN + "mode: global\n").mode()).isEqualTo(Mode.global());
        assertThat(Specs.web(RUN + "mode: batch\n").mode()).isEqualTo(Mode.batch());
    }

    @Test
    void imageAndProcessAreVariantsInTheOrderWritten() {
        assertThat(Specs.web("process: /bin/run\nimage: nginx:1.27\n").main().artifacts())
                .extracting(Artifact::kind)
                .containsExactly(Artifact.Kind.PROCESS, Artifact.Kind.IMAGE);
        assertThat(Specs.web("image: nginx:1.27\nprocess: /bin/run\n").main().artifacts())
                .extracting(Artifact::kind)
                .containsExactly(Artifact.Kind.IMAGE, Artifact.Kind.PROCESS);
    }

    @Test
    void textIsTakenAsWritten() {
        WorkloadSpec spec = Specs.web("process: {executable: /bin/run, arguments: [1.10, yes, 0x1F, on, -5]}\n");
        assertThat(spec.main().artifacts().get(0).arguments()).containsExactly("1.10", "yes", "0x1F", "on", "-5");
    }

    @Test
    void aVariableIsATextOrSaysWhereItComesFrom() {
        WorkloadSpec spec = Specs.web(RUN + "ports: [http]\nenvironment: {A: '', B: {port: http}, C: {secret: db}}\n");
        assertThat(spec.main().environment().get("A")).isEqualTo(EnvironmentValue.literal(""));
        assertThat(spec.main().environment().get("B")).isEqualTo(EnvironmentValue.port("http"));
        assertThat(spec.main().environment().get("C")).isInstanceOf(EnvironmentValue.Secret.class);
    }

    @Test
    void aTextStandsForTheFieldThatMatters() {
        WorkloadSpec spec =
                Specs.web(RUN + "ports: [http]\nhealth: {readiness: {tcp: http}}\nrestart: never\nnetwork: host\n");
        assertThat(spec.main().ports()).containsExactly(Port.dynamic("http"));
        assertThat(spec.main().health().readiness().orElseThrow().check()).isEqualTo(ProbeCheck.tcp("http"));
        assertThat(spec.restart().condition()).isEqualTo(RestartPolicy.Condition.NEVER);
        assertThat(spec.network()).isEqualTo(Network.HOST);
    }

    @Test
    void aConstraintOfOneValueNeedsNoList() {
        WorkloadSpec spec = Specs.web(RUN + "placement: {constraints: [{attribute: zone, value: 1}]}\n");
        assertThat(spec.placement().constraints()).containsExactly(Constraint.equalTo(NodeAttribute.ZONE, "1"));
    }

    @Test
    void anAffinityWithoutAWorkloadIsToItself() {
        WorkloadSpec spec = Specs.web("namespace: shop\n" + RUN
                + "placement: {antiAffinities: [{required: true}, {workload: db}, {workload: other/db}]}\n");
        assertThat(spec.placement().antiAffinities())
                .extracting(Affinity::workload)
                .containsExactly(
                        WorkloadId.of("shop", "web"), WorkloadId.of("shop", "db"), WorkloadId.of("other", "db"));
    }

    @ParameterizedTest
    @CsvSource({
        "./run.sh, /srv/shop/run.sh",
        "bin/run, /srv/shop/bin/run",
        "../run, /srv/run",
        "./a/../b//c, /srv/shop/b/c",
        "../../../../run, /run",
        "/opt/run, /opt/run"
    })
    void aRelativeProgramBeginsInTheFilesDirectory(String written, String absolute) {
        ProcessArtifact process = (ProcessArtifact)
                Specs.web("process: " + written + "\n").main().artifacts().get(0);
        assertThat(process.executable()).isEqualTo(absolute);
    }

    @Test
    void otherPathsOfTheHostAreRelativeToTheFileToo() {
        WorkloadSpec spec = Specs.web(RUN
                + "workingDirectory: .\nvolumes: [{name: data, hostPath: data}]\n"
                + "health: {readiness: {command: [./check.sh, ./argument]}}\n");
        assertThat(spec.main().workingDirectory()).contains("/srv/shop");
        assertThat(spec.volumes()).containsExactly(new Volume.HostPath("data", "/srv/shop/data"));
        assertThat(spec.main().health().readiness().orElseThrow().check())
                .isEqualTo(ProbeCheck.command("/srv/shop/check.sh", "./argument"));
    }
}
