package dev.berth.scheduler.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the strings, a real process gets exactly them. The kernel says what it got. */
class ByteExactTest {
    private static final int ROUNDS = 200;
    private static final String DUMP = "/bin/cat /proc/$$/cmdline /proc/$$/environ; exit $?";
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\n",
            "\\",
            "$",
            "${HOME}",
            "$(id)",
            "`id`",
            "{{x}}",
            "é",
            "\uD83D\uDE80",
            " ",
            "\t",
            ";",
            "&",
            "*",
            "~",
            "#",
            "!",
            "a",
            "Z9",
            "=",
            "-",
            "--",
            "\r",
            "\u0001",
            "%s",
            "\nspawn x\n",
            "'\n}\n",
            "\\'",
            "\u0416");

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"perl", "dash", "bash --posix"})
    void handsOverAnyArgumentsAndAnyEnvironment(String shell) throws Exception {
        Random random = new Random(20);
        try (var house = new ProcessHouse(root, shell.split(" "))) {
            List<Launch> launches = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                launches.add(random(house, random, round % 2 == 0));
            }
            assertThat(house.launcher.start(launches)).isEmpty();
            for (Launch launch : launches) {
                assertThat(house.listener.awaitEnd(launch.name())).isEqualTo(ProcessEnd.exited(0));
                assertThat(house.out(launch)).asString(StandardCharsets.UTF_8).startsWith(commandLine(launch));
                assertThat(environment(house, launch)).isEqualTo(expected(launch));
            }
        }
    }

    private static Launch random(ProcessHouse house, Random random, boolean identifiers) {
        List<String> arguments = new ArrayList<>(List.of("-c", DUMP, "sh"));
        Map<String, String> environment = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            arguments.add(word(random));
            environment.put(identifiers ? "V" + i : "n" + word(random).replace("=", ""), word(random));
        }
        return house.launch(environment, "/bin/sh", arguments.toArray(String[]::new));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return word.toString();
    }

    private static String commandLine(Launch launch) {
        return launch.executable() + "\0" + String.join("\0", launch.arguments()) + "\0";
    }

    private static Set<String> environment(ProcessHouse house, Launch launch) throws Exception {
        String all = new String(house.out(launch), StandardCharsets.UTF_8)
                .substring(commandLine(launch).length());
        Set<String> variables = new HashSet<>();
        for (int end = all.indexOf('\0'); end >= 0; end = all.indexOf('\0')) {
            variables.add(all.substring(0, end));
            all = all.substring(end + 1);
        }
        assertThat(all).isEmpty();
        return variables;
    }

    private static Set<String> expected(Launch launch) {
        Set<String> variables = new HashSet<>();
        launch.environment().forEach((name, value) -> variables.add(name + "=" + value));
        return variables;
    }
}
