package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class UsageTest {
    static final List<Arguments> MISUSES = List.of(
            misuse("unknown command 'aply'; did you mean 'apply'?", "aply"),
            misuse("unknown option '--waitt'; did you mean '--wait'?", "apply", "--waitt"),
            misuse("unknown option '--frob'", "list", "--frob"),
            misuse("unknown command 'statu'; did you mean 'status'?", "agent", "statu"),
            misuse("say what to do with the agent: run, status or stop", "agent"),
            misuse("--output (=xml) must be table, wide, json or yaml", "list", "-o", "xml"),
            misuse(
                    "--timeout (=soon) must be a duration such as 500ms, 90s, 5m, 1h30m or PT5M",
                    "list",
                    "--timeout",
                    "soon"),
            misuse("'hello' must be WORKLOAD=REPLICAS, such as hello=3", "scale", "hello", "5"),
            misuse(
                    "unknown option '--replicas=2'; write WORKLOAD=REPLICAS, such as web=3",
                    "scale",
                    "web",
                    "--replicas=2"),
            misuse("unknown command 'delete'; here it is 'remove'", "delete", "web"),
            misuse("unknown command 'ps'; here it is 'list'", "ps"),
            misuse("unknown option '-A'; names are WORKLOAD or NAMESPACE/WORKLOAD, and without -n all", "list", "-A"),
            misuse(
                    "'web.yaml' is one word too many for berth apply; files are named with -f FILE",
                    "apply",
                    "web.yaml"),
            misuse("replicas (=many) must be a whole number", "scale", "web=many"),
            misuse("--tail (=-1) must be a whole number, 0 or more", "logs", "web", "--tail", "-1"),
            misuse(
                    "--since (=yesterday) must be a duration such as 90s or 5m, or a time in UTC such as",
                    "logs",
                    "web",
                    "--since",
                    "yesterday"),
            misuse("--selector (=app) must be LABEL=VALUE, or several with commas", "list", "-l", "app"),
            misuse("say what to apply with -f FILE, or -f - for stdin", "apply"),
            misuse("say what to remove, by name, with -l LABEL=VALUE or -f FILE", "remove"),
            misuse("say what to restart, by name or with -l LABEL=VALUE", "restart"),
            misuse("say what to do with the rollout: pause, resume or abort", "rollout"),
            misuse("'web' must be WORKLOAD=REVISION, such as web=3; berth history lists", "rollback", "web"),
            misuse("revision (=last) must be a whole number", "rollback", "web=last"),
            misuse("unknown command 'undo'; here it is 'rollback'", "undo", "web"),
            misuse("say whose logs, by name, with -n NAMESPACE or -l LABEL=VALUE", "logs"),
            misuse("say what to plan, with -f FILE or one of scale, restart, remove", "plan"),
            misuse("'explode' can't be planned; use -f FILE, scale, restart or remove", "plan", "explode", "web"),
            misuse("berth explain needs a WORKLOAD; berth list shows those there are", "explain"),
            misuse("'b' is one word too many for berth explain", "explain", "a", "b"),
            misuse("shell (=tcsh) must be bash, zsh or fish", "completion", "tcsh"),
            misuse(
                    "--mode (=daemon) must be replicated, global, batch, global-batch or cron",
                    "capabilities",
                    "--mode",
                    "daemon"),
            misuse(
                    "--rule (=ABC-1, DEF-2) must be a rule of the contract",
                    "certify",
                    "sim",
                    "--rule",
                    "ABC-1",
                    "--rule",
                    "APP-1",
                    "--rule",
                    "DEF-2"),
            misuse("--directory (=/proc/x) can't be written", "certify", "sim", "-o", "/proc/x"),
            misuse("there is no help for 'exit-code'; did you mean 'exit-codes'?", "help", "exit-code"));

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @FieldSource("MISUSES")
    void saysWhatIsWrongWithTheCommandLine(String message, String... words) {
        assertThat(terminal.run(words)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.error()).startsWith("berth: " + message).contains("Try 'berth");
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.scheduler.verbs.planned).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "apply, apply",
        "apply, apply --waitt",
        "scale, scale web",
        "list, -o xml list",
        "agent, agent",
        "agent status, agent status --frob",
        "'', aply"
    })
    void pointsToTheHelpOfTheCommandThatWasUsed(String command, String words) {
        terminal.run(words.split(" ", -1));
        assertThat(terminal.error())
                .endsWith("\nTry 'berth" + (command.isEmpty() ? "" : " " + command) + " --help'.\n");
    }

    @Test
    void showsTheWordsOfAMisusedCommandWithoutControlCharacters() {
        terminal.run("scale", "web=\u001b[2J\n\u202e");
        assertThat(terminal.error()).startsWith("berth: replicas (=\\x1b[2J\\n\\u202e) must be a whole number\n");
    }

    @Test
    void everyCommandHasHelp() {
        for (String name : Commands.NAMES) {
            assertThat(terminal.run(name, "--help")).as(name).isEqualTo(ExitCode.OK);
            assertThat(terminal.out()).as(name).startsWith("Usage: berth " + name);
        }
    }

    @Test
    void helpListsEveryCommand() {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"help"}}) {
            assertThat(terminal.run(arguments)).isEqualTo(ExitCode.OK);
            assertThat(terminal.out()).startsWith("Usage: berth").contains(Commands.NAMES);
        }
    }

    @Test
    void takesGlobalOptionsBeforeAndAfterTheCommand() {
        assertThat(terminal.run("-o", "json", "list")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().strip()).isEqualTo("[ ]");
        assertThat(terminal.run("--backend", "prod", "list")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void saysWhichVersionItIs() {
        assertThat(terminal.run("--version")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).startsWith("berth ").contains("java " + Runtime.version());
    }

    @Test
    void tellsABugFromAFailure() {
        terminal.berth.bug = Optional.of(new IllegalStateException("surprise"));
        assertThat(terminal.run("list")).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(terminal.error()).startsWith("berth: this is a bug in Berth").contains("surprise");
        assertThat(terminal.berth.closed).isTrue();
    }

    @Test
    void helpsShellsToCompleteEveryCommand() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(terminal.run("completion", shell)).isEqualTo(ExitCode.OK);
            assertThat(terminal.out()).as(shell).contains(Commands.NAMES).contains("dry-run");
        }
    }

    private static Arguments misuse(String message, String... words) {
        return Arguments.of(message, words);
    }
}
