package dev.berth.scheduler.local.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.process.Attachments.BindMount;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    private static final String INSTANCE = "test.web.abc";
    private static final SecretReference TOKEN = new SecretReference("token", "");

    @TempDir
    private Path directory;

    private Places places;
    private Storage storage;
    private String point;

    @BeforeEach
    void open() throws IOException {
        places = Places.in(directory.resolve("state"));
        storage = new Storage(places);
        point = Files.createDirectory(directory.resolve("point")).toString();
    }

    private Mounted scratch(TaskFile... files) {
        return mounted(new Volume.Ephemeral("scratch", Optional.empty()), files);
    }

    private Mounted mounted(Volume volume, TaskFile... files) {
        Task.Builder task = task().mount(new Mount(volume.name(), point, false));
        List.of(files).forEach(task::file);
        return new Mounted(task.build(), List.of(volume));
    }

    private static Task.Builder task() {
        return Task.main(ProcessArtifact.builder("/bin/true").build());
    }

    private void putToken(String value) throws IOException {
        Files.createDirectories(places.secrets());
        Path file = Files.writeString(places.secrets().resolve("token"), value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anEphemeralVolumeIsMadeForItsInstanceAndGoneWithIt() throws IOException {
        assertThat(storage.prepare(scratch(), INSTANCE)).isEmpty();

        Path volume = places.ephemeral().resolve(INSTANCE).resolve("scratch");
        assertThat(storage.attachments(scratch(), INSTANCE).mounts())
                .containsExactly(new BindMount(volume.toString(), point, false));
        assertThat(volume).isEmptyDirectory();
        Files.createDirectories(volume.resolve("a/b"));
        Files.createSymbolicLink(volume.resolve("a/link"), directory.resolve("point"));
        Files.writeString(directory.resolve("point/kept"), "kept");

        new Volumes(places).discard(INSTANCE);

        assertThat(places.ephemeral()).isEmptyDirectory();
        assertThat(directory.resolve("point/kept")).exists();
    }

    @Test
    void whatIsKeptUnderANameIsTheSameForEveryInstance() throws IOException {
        Mounted kept = mounted(new Volume.Named("data", "shop-data"));
        assertThat(storage.prepare(kept, INSTANCE)).isEmpty();
        Files.writeString(places.named().resolve("shop-data/file"), "kept");

        assertThat(storage.prepare(kept, "test.web.other")).isEmpty();

        assertThat(storage.attachments(kept, INSTANCE)).isEqualTo(storage.attachments(kept, "test.web.other"));
        assertThat(places.named().resolve("shop-data/file")).hasContent("kept");
    }

    @Test
    void aFileIsWrittenAnewAtEachStartWithItsContentAndPermissions() throws IOException {
        putToken("one");
        Mounted mounted = scratch(
                new TaskFile.Config(point + "/etc/settings", "a=ü\n", 0640),
                new TaskFile.Secret(point + "/token", TOKEN, 0400));
        assertThat(storage.prepare(mounted, INSTANCE)).isEmpty();
        Path volume = places.ephemeral().resolve(INSTANCE).resolve("scratch");
        assertThat(volume.resolve("token")).hasContent("one");

        putToken("two");
        assertThat(storage.prepare(mounted, INSTANCE)).isEmpty();

        assertThat(volume.resolve("etc/settings")).hasContent("a=ü\n");
        assertThat(volume.resolve("token")).hasContent("two");
        assertThat(Files.getPosixFilePermissions(volume.resolve("etc/settings")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Files.getPosixFilePermissions(volume.resolve("token")))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
    }

    @Test
    void noLinkThatAProcessLeftLeadsAFileElsewhere() throws IOException {
        Path volume =
                Files.createDirectories(places.ephemeral().resolve(INSTANCE).resolve("scratch"));
        Path others = Files.writeString(directory.resolve("others"), "untouched");
        Path directories = Files.createDirectory(directory.resolve("directories"));
        Files.createSymbolicLink(volume.resolve("settings"), others);
        Files.createSymbolicLink(volume.resolve("etc"), directories);

        assertThat(storage.prepare(
                        scratch(
                                new TaskFile.Config(point + "/settings", "ours", 0644),
                                new TaskFile.Config(point + "/etc/settings", "ours", 0644)),
                        INSTANCE))
                .isEmpty();

        assertThat(others).hasContent("untouched");
        assertThat(directories).isEmptyDirectory();
        assertThat(volume.resolve("settings")).hasContent("ours");
        assertThat(volume.resolve("etc/settings")).hasContent("ours");
    }

    @Test
    void tellsAllThatIsMissingWithItsPlace() {
        Task task = task().environment("TOKEN", EnvironmentValue.secret(TOKEN))
                .file(new TaskFile.Secret(point + "/key", new SecretReference("tls", "key"), 0400))
                .mount(new Mount("scratch", point, false))
                .mount(new Mount("host", directory + "/nowhere", true))
                .mount(new Mount("kept", directory.toString(), true))
                .build();
        Mounted mounted = new Mounted(
                task,
                List.of(
                        new Volume.Ephemeral("scratch", Optional.empty()),
                        new Volume.HostPath("host", directory + "/missing"),
                        new Volume.Named("kept", "kept")));

        assertThat(storage.unmet(mounted)).extracting(Problem::code).containsOnly(ErrorCode.INFEASIBLE);
        assertThat(storage.unmet(mounted))
                .extracting(problem -> problem.path() + ": " + problem.message())
                .containsExactly(
                        "environment.TOKEN: secret 'token' (" + places.secrets() + "/token) is not there",
                        "files[0].secret: secret 'tls' with key 'key' (" + places.secrets() + "/tls/key) is not there",
                        "mounts[1].volume: hostPath (=" + directory + "/missing) of volume 'host' does not exist",
                        "mounts[1].path: path (=" + directory + "/nowhere) must be a directory of this machine for"
                                + " something to be mounted there; make an empty one",
                        "mounts[2].path: path (=" + directory + ") must not hold the backend's own state, or be in it");
    }

    @Test
    void mountsNothingWhereALinkLeadsToItsOwnStateOrToProcessesOrToAnotherMount() throws IOException {
        Files.createDirectories(places.state().resolve("processes"));
        String link = Files.createSymbolicLink(directory.resolve("link"), Path.of(point))
                .toString();
        String state = Files.createSymbolicLink(directory.resolve("state-link"), places.state())
                .toString();
        Task.Builder task = task().mount(new Mount("scratch", point, false));
        for (String path : List.of(link, state, state + "/processes", "/proc", "/proc/self")) {
            task.mount(new Mount("scratch", path, false));
        }
        Mounted mounted = new Mounted(task.build(), List.of(new Volume.Ephemeral("scratch", Optional.empty())));

        assertThat(storage.unmet(mounted))
                .extracting(Problem::message)
                .containsExactly(
                        "path (=" + link + ") leads to where another is mounted, at " + point
                                + "; mount them beside each other",
                        "path (=" + state + ") must not hold the backend's own state, or be in it",
                        "path (=" + state + "/processes) must not hold the backend's own state, or be in it",
                        "path (=/proc) must not be in /proc: processes are looked for there",
                        "path (=/proc/self) must not be in /proc: processes are looked for there");
    }

    @Test
    void saysWhyItCanNotPrepare() {
        Mounted mounted = new Mounted(
                task().environment("TOKEN", EnvironmentValue.secret(TOKEN)).build(), List.of());

        assertThat(storage.prepare(mounted, INSTANCE))
                .hasValue("secret 'token' (" + places.secrets() + "/token) is not there");
    }
}
