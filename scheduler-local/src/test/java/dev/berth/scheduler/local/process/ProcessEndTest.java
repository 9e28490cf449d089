package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes under real shells: how an end is told. */
class ProcessEndTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void tellsAnExitCodeFromTheSignalOfTheSameNumber(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            assertThat(house.run(house.script("exit 143"))).isEqualTo(ProcessEnd.exited(143));
            assertThat(house.run(house.script("kill -TERM $$"))).isEqualTo(ProcessEnd.signalled(15));
            assertThat(house.run(house.script("exit 130"))).isEqualTo(ProcessEnd.exited(130));
            assertThat(house.run(house.script("kill -INT $$"))).isEqualTo(ProcessEnd.signalled(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void tellsEverySignalThatEndsAProcess(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            for (int signal : List.of(
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 40, 64)) {
                assertThat(house.run(house.script("ulimit -c 0; kill -" + signal + " $$")))
                        .isEqualTo(ProcessEnd.signalled(signal));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void losesNoEndWhenManyProcessesEndAtOnce(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            var launches = new java.util.ArrayList<Launch>();
            for (int i = 0; i < 120; i++) {
                launches.add(house.script(i % 2 == 0 ? "exit " + i : "kill -KILL $$"));
            }
            assertThat(house.launcher.start(launches)).isEmpty();
            for (int i = 0; i < launches.size(); i++) {
                assertThat(house.listener.awaitEnd(launches.get(i).name()))
                        .isEqualTo(i % 2 == 0 ? ProcessEnd.exited(i) : ProcessEnd.signalled(9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void saysWhyAProgramThatVanishesBeforeItsStartDidNotStart(String shell) throws Exception {
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            Path script = Files.writeString(root.resolve("script"), "#!/nonexistent/interpreter\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            Path broken = Files.writeString(root.resolve("outer"), "#!" + script + "\n");
            assertThat(broken.toFile().setExecutable(true)).isTrue();
            assertThat(house.run(house.launch(Map.of(), broken.toString())).describe())
                    .isEqualTo("not started: its executable can't be executed: No such file or directory");
        }
    }
}
