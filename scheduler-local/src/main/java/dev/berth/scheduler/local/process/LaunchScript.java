package dev.berth.scheduler.local.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the script of a batch: a function "task" and its "spawn" for each process. */
final class LaunchScript {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Names a shell gives a meaning of its own, by exact name or by prefix. They go through env(1), which costs one
     * more exec (about 0.7 ms); setting them in the shell could fail, be altered or alter what follows.
     */
    private static final Set<String> SPECIAL = Set.of(
            "_",
            "IFS",
            "UID",
            "EUID",
            "PPID",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "SHELLOPTS",
            "POSIXLY_CORRECT",
            "RANDOM",
            "SRANDOM",
            "SECONDS",
            "LINENO",
            "OPTIND",
            "OPTARG",
            "OPTERR",
            "GROUPS",
            "DIRSTACK",
            "FUNCNAME",
            "FUNCNEST",
            "PIPESTATUS",
            "LANG",
            "LANGUAGE",
            "TMOUT",
            "TEXTDOMAIN",
            "TEXTDOMAINDIR",
            "GLOBIGNORE",
            "ENV",
            "CDPATH",
            "IGNOREEOF",
            "INPUTRC",
            "CHILD_MAX",
            "EXECIGNORE",
            "MAPFILE",
            "REPLY",
            "TERM",
            "COLUMNS",
            "LINES",
            "HOSTFILE",
            "MAIL",
            "MAILPATH",
            "MAILCHECK",
            "ATTY",
            "TIMEFORMAT",
            "PROMPT_COMMAND",
            "PROMPT_DIRTRIM");

    private static final List<String> SPECIAL_PREFIXES =
            List.of("berth_", "BASH", "LC_", "HIST", "EPOCH", "COMP", "READLINE_", "PS");

    private final HostTools tools;
    private final ProcessDirectory directory;

    LaunchScript(HostTools tools, ProcessDirectory directory) {
        this.tools = tools;
        this.directory = directory;
    }

    byte[] of(List<Launch> batch) {
        ShellScript script = new ShellScript();
        batch.forEach(launch -> task(script, launch));
        return script.toBytes();
    }

    private void task(ShellScript script, Launch launch) {
        Secrets secrets = new Secrets(launch.attached().secrets());
        script.raw("task() {\n");
        secrets.read(script, " || refuse '" + launch.name() + "' secret");
        script.raw("enter")
                .word(launch.name().toString())
                .word(launch.workingDirectory())
                .word(directory.log(launch.name().instance(), LogStream.OUT).toString())
                .word(directory.log(launch.name().instance(), LogStream.ERR).toString());
        if (launch.environment().keySet().stream().allMatch(LaunchScript::isPlain)) {
            exported(script, launch.environment());
            secrets.export(script);
            script.raw("\nrun");
        } else {
            secrets.export(script);
            throughEnv(script.raw("\nrun"), tools.env(), launch);
        }
        script.word(tools.setsid()).word(launch.executable());
        launch.arguments().forEach(script::word);
        script.raw("\n}\nspawn").word(launch.name().toString()).raw("\n");
    }

    private static void exported(ShellScript script, Map<String, String> environment) {
        if (!environment.isEmpty()) {
            script.raw("\nexport");
            environment.forEach((name, value) -> script.word(name + "=" + value));
        }
    }

    /** Secrets are in the environment of the shell, which has no other variable but the one that bash gives env(1). */
    static void throughEnv(ShellScript script, String env, Launch launch) {
        script.word(env);
        if (launch.attached().secrets().isEmpty()) {
            script.word("-i");
        } else {
            script.word("-u").word("_");
        }
        script.word("--");
        launch.environment().forEach((name, value) -> script.word(name + "=" + value));
    }

    /**
     * The lines of a script that give secrets to a process. A shell drops the line breaks at the end of what a command
     * prints, so that a letter is put behind them.
     */
    record Secrets(Map<String, String> files) {
        void read(ShellScript script, String otherwise) {
            files.forEach((variable, file) -> script.raw("berth_secret_" + variable + "=$(/bin/cat")
                    .word(file)
                    .raw(" && printf x)" + otherwise + "\n"));
        }

        void export(ShellScript script) {
            files.keySet()
                    .forEach(
                            variable -> script.raw("\nexport " + variable + "=\"${berth_secret_" + variable + "%x}\""));
        }
    }

    static boolean isPlain(String name) {
        return IDENTIFIER.matcher(name).matches()
                && !SPECIAL.contains(name)
                && SPECIAL_PREFIXES.stream().noneMatch(name::startsWith);
    }
}
