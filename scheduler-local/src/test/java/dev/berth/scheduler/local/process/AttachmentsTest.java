package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.scheduler.local.process.Attachments.BindMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real process is given from outside. */
class AttachmentsTest {
    private static final String AWKWARD = "s3cr3t 'it' \"is\" $HOME `id` \\ é\uD83D\uDE80 = % \n\n";
    private static final String DUMP = "/bin/cat /proc/$$/environ; exit $?";

    @TempDir
    Path root;

    private Attachments secret(String variable, String value) throws IOException {
        Path file = Files.writeString(root.resolve("a secret's file"), value);
        return new Attachments(Map.of(variable, file.toString()), List.of());
    }

    private static Launch with(Launch launch, Attachments attached) {
        return new Launch(
                launch.name(),
                launch.executable(),
                launch.arguments(),
                launch.environment(),
                launch.workingDirectory(),
                attached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void aSecretReachesTheProcessByteForByteBesideTheOtherVariables(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            for (Map<String, String> others :
                    List.of(Map.of("A", "a b"), Map.of("LC_ALL", "C", "a-b", "c"), Map.<String, String>of())) {
                Launch launch = with(house.launch(others, "/bin/sh", "-c", DUMP), secret("PASSWORD", AWKWARD));

                assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(0));

                assertThat(new String(house.out(launch), StandardCharsets.UTF_8).split("\0"))
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                        Stream.of("PASSWORD=" + AWKWARD),
                                        others.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()))
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash"})
    void nothingStartsWithoutItsSecret(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell)) {
            Attachments missing =
                    new Attachments(Map.of("PASSWORD", root.resolve("missing").toString()), List.of());

            assertThat(house.run(with(house.script("exit 0"), missing)))
                    .isEqualTo(ProcessEnd.notStarted("a secret of it can't be read"));
        }
    }

    @Test
    void theValueOfASecretIsInNoFileOfTheLaunch() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = with(house.script("exit 0"), secret("PASSWORD", "swordfish"));
            byte[] written = LauncherProgram.of(ProcessHouse.tools("perl"), house.directory)
                    .batch(List.of(launch));
            byte[] script =
                    LauncherProgram.of(HostTools.find(), house.directory).batch(List.of(launch));

            assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("swordfish");
            assertThat(new String(script, StandardCharsets.UTF_8)).doesNotContain("swordfish");
            assertThat(launch.toString()).doesNotContain("swordfish");
        }
    }

    @Test
    void aVariableThatMeansSomethingToAShellTakesNoSecret() {
        assertThatThrownBy(() -> secret("IFS", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variable IFS can't be given a secret");
    }

    @Test
    void aCommandGetsTheSameSecrets() throws Exception {
        for (Map<String, String> others : List.of(Map.of("A", "a"), Map.of("LC_ALL", "C"))) {
            Launch launch = with(
                    new Launch(
                            new ProcessName("probe", 0),
                            "/bin/sh",
                            List.of("-c", "/bin/cat /proc/$$/environ >got; exit $?"),
                            others,
                            root.toString()),
                    secret("PASSWORD", AWKWARD));

            assertThat(HostCommands.find().start(launch).exitCode().get(30, TimeUnit.SECONDS))
                    .isZero();

            assertThat(Files.readString(root.resolve("got")).split("\0"))
                    .contains("PASSWORD=" + AWKWARD)
                    .hasSize(2);
        }
    }

    private Attachments mounts() throws IOException {
        assumeThat(PrivateMounts.refusal()).isEmpty();
        Files.writeString(Files.createDirectory(root.resolve("data")).resolve("file"), "shown");
        Files.createDirectory(root.resolve("fixed"));
        Files.createDirectory(root.resolve("point"));
        Files.createDirectory(root.resolve("other"));
        return new Attachments(
                Map.of(),
                List.of(
                        new BindMount(
                                root.resolve("data").toString(),
                                root.resolve("point").toString(),
                                false),
                        new BindMount(
                                root.resolve("fixed").toString(),
                                root.resolve("other").toString(),
                                true)));
    }

    @Test
    void aMountIsSeenByTheProcessOnlyAndMayBeReadOnly() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Launch launch = with(
                    house.script("/bin/cat point/file; echo new >point/new; echo no >other/no 2>/dev/null || exit 7"),
                    mounts());

            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(7));

            assertThat(house.out(launch)).asString().isEqualTo("shown");
            assertThat(root.resolve("point")).isEmptyDirectory();
            assertThat(root.resolve("fixed")).isEmptyDirectory();
            assertThat(root.resolve("data/new")).hasContent("new");
        }
    }

    @Test
    void aProgramAndADirectoryMayLieOnAMount() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            Attachments attached = mounts();
            Path program = Files.writeString(root.resolve("data/program"), "#!/bin/sh\npwd; exit 5\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
            Launch launch = new Launch(
                    new ProcessName("demo.web-1", 0),
                    root.resolve("point/program").toString(),
                    List.of(),
                    Map.of(),
                    root.resolve("point").toString(),
                    attached);

            assertThat(house.run(launch)).isEqualTo(ProcessEnd.exited(5));
            assertThat(house.out(launch)).asString().isEqualTo(root.resolve("point") + "\n");
        }
    }

    @Test
    void nothingStartsWithoutItsMount() throws Exception {
        try (var house = new ProcessHouse(root, "perl")) {
            mounts();
            Attachments nowhere = new Attachments(
                    Map.of(),
                    List.of(new BindMount(
                            root.resolve("data").toString(),
                            root.resolve("nowhere").toString(),
                            false)));

            assertThat(house.run(with(house.script("exit 0"), nowhere)))
                    .isEqualTo(ProcessEnd.notStarted("a volume of it can't be mounted"));
        }
    }

    @Test
    void aCommandSeesTheSameMounts() throws Exception {
        Launch launch = with(
                new Launch(
                        new ProcessName("probe", 0),
                        "/bin/sh",
                        List.of("-c", "! echo no >other/no && exec /bin/cat point/file >got"),
                        Map.of(),
                        root.toString()),
                mounts());

        assertThat(HostCommands.find().start(launch).exitCode().get(30, TimeUnit.SECONDS))
                .isZero();

        assertThat(root.resolve("got")).hasContent("shown");
        assertThat(root.resolve("point")).isEmptyDirectory();
    }
}
