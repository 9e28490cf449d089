package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.process.PrivateMounts;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds a process: secrets, volumes and files. */
class SurroundingsTest {
    private static final String VALUE = "swordfish-4711";

    @TempDir
    private Path directory;

    /** Mounts come to lie where the state is not. */
    @TempDir
    private Path outside;

    private static Task.Builder shell(String script) {
        return Task.main(
                ProcessArtifact.builder("/bin/sh").arguments("-c", script).build());
    }

    private static WorkloadSpec.Builder secret(String script) {
        return LocalLab.spec(
                1,
                shell(script).environment("PASSWORD", EnvironmentValue.secret(new SecretReference("db", "password"))));
    }

    private Path put(String value) throws IOException {
        Path file = directory.resolve("secrets/db/password");
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void aMissingSecretIsRefusedBeforeAnythingIsChangedAndNamed() {
        try (SimulatedLab lab = new SimulatedLab(directory)) {
            long writes = lab.writes();

            assertThatThrownBy(() -> lab.apply(secret("exit 0")))
                    .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.INFEASIBLE);
                        assertThat(refusal.effect()).isEqualTo(Effect.NONE);
                        assertThat(refusal.problems().get(0).path()).isEqualTo("tasks[0].environment.PASSWORD");
                    })
                    .hasMessageContaining("secret 'db' with key 'password'")
                    .hasMessageContaining("is not there");

            assertThat(lab.instances()).isEmpty();
            assertThat(lab.writes()).isEqualTo(writes);
        }
    }

    @Test
    void aSecretThatGoesAwayKeepsItsInstanceFromStartingAgainAndSaysSo() throws IOException {
        Path file = put(VALUE);
        try (SimulatedLab lab = new SimulatedLab(directory)) {
            lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(5), 1));
            lab.apply(secret("exit 0")
                    .restart(RestartPolicy.builder()
                            .limit(1, Duration.ofHours(1))
                            .build()));
            lab.advance(Duration.ofSeconds(1));
            assertThat(lab.instances()).singleElement().matches(Instance::ready);
            Files.delete(file);

            lab.advance(Duration.ofMinutes(1));

            Instance failed = lab.instances().get(0);
            assertThat(failed.state()).isEqualTo(InstanceState.FAILED);
            assertThat(failed.lastTermination().orElseThrow().message())
                    .contains("secret 'db' with key 'password'")
                    .doesNotContain(VALUE);
        }
    }

    @Test
    void theValueReachesTheProcessAndIsInNoFileOfTheState() throws IOException {
        put(VALUE);
        Path out = directory.resolve("out");
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.apply(secret("printf %s \"$PASSWORD\" >" + out + "; exec sleep 1000"));
            lab.untilReady(1);
            FileWait.until(out, VALUE);

            for (Path file : files()) {
                if (!file.equals(out) && !file.startsWith(directory.resolve("secrets"))) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(VALUE);
                }
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private WorkloadSpec.Builder mounting(Volume volume, String script, TaskFile... files) throws IOException {
        assumeThat(PrivateMounts.refusal()).isEmpty();
        Path point = outside.resolve("point");
        if (!Files.exists(point)) {
            Files.createDirectory(point);
        }
        Task.Builder task = shell(script)
                .mount(new Mount(volume.name(), point.toString(), false))
                .readiness(Probe.builder(ProbeCheck.command("/bin/sh", "-c", "[ -e " + point + "/ready ]"))
                        .interval(Duration.ofMillis(50))
                        .build());
        List.of(files).forEach(task::file);
        return LocalLab.spec(1, task)
                .volume(volume)
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofMillis(1), Duration.ofMillis(1), 1))
                        .build());
    }

    @Test
    void anEphemeralVolumeOutlivesTheProcessAndGoesWithTheInstance() throws IOException {
        Volume scratch = new Volume.Ephemeral("scratch", Optional.empty());
        String point = outside.resolve("point").toString();
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.apply(mounting(
                    scratch,
                    "cd " + point + "; [ -e first ] || { touch first; exit 1; }; touch ready; exec sleep 1000"));
            assertThat(lab.untilReady(1).get(0).restarts()).isEqualTo(1);
            assertThat(outside.resolve("point")).isEmptyDirectory();

            lab.remove();
            lab.untilGone();

            FileWait.untilGone(directory.resolve("volumes/ephemeral"), "test.web.*");
        }
    }

    @Test
    void whatIsKeptUnderANameIsThereForTheNextWorkload() throws IOException {
        Volume kept = new Volume.Named("data", "shop-data");
        String point = outside.resolve("point").toString();
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.apply(mounting(kept, "echo one >>" + point + "/lines; touch " + point + "/ready; exec sleep 1000"));
            lab.untilReady(1);
            lab.remove();
            lab.untilGone();
            lab.apply(mounting(kept, "echo two >>" + point + "/lines; exec sleep 1000"));
            lab.untilReady(1);

            FileWait.until(directory.resolve("volumes/named/shop-data/lines"), "one\ntwo\n");
        }
    }

    @Test
    void aFileIsInItsVolumeBeforeTheProcessStarts() throws IOException {
        put(VALUE);
        String point = outside.resolve("point").toString();
        Path out = directory.resolve("out");
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.apply(mounting(
                    new Volume.Ephemeral("scratch", Optional.empty()),
                    "cat " + point + "/etc/settings " + point + "/password >" + out + "; touch " + point
                            + "/ready; exec sleep 1000",
                    new TaskFile.Config(point + "/etc/settings", "setting ", 0644),
                    new TaskFile.Secret(point + "/password", new SecretReference("db", "password"), 0400)));
            lab.untilReady(1);

            assertThat(file("out")).isEqualTo("setting " + VALUE);
        }
    }

    @Test
    void whatIsLeftOfInstancesThatAreGoneIsDeletedAtTheNextStart() throws IOException {
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.whileClosed(() -> {
                try {
                    Files.createDirectories(directory.resolve("volumes/ephemeral/test.web.gone/scratch/deep"));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            FileWait.untilGone(directory.resolve("volumes/ephemeral"), "test.web.gone");
        }
    }
}
