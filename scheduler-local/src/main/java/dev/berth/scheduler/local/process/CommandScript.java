package dev.berth.scheduler.local.process;

import java.util.Map;

/** Writes the script that turns the shell which reads it into one command. */
final class CommandScript {
    private final HostTools tools;

    CommandScript(HostTools tools) {
        this.tools = tools;
    }

    /** What the shell itself puts into the environment is taken out again, as the shim does. */
    byte[] of(Launch launch) {
        ShellScript script = new ShellScript();
        script.raw("cd -P --").word(launch.workingDirectory()).raw(" || exit 126\nunset PWD OLDPWD SHLVL\n");
        Map<String, String> environment = launch.environment();
        if (environment.keySet().stream().allMatch(LaunchScript::isPlain)) {
            environment.forEach((name, value) ->
                    script.raw("export").word(name + "=" + value).raw("\n"));
            script.raw("unset _\nexec");
        } else {
            script.raw("exec").word(tools.env()).word("-i").word("--");
            environment.forEach((name, value) -> script.word(name + "=" + value));
        }
        script.word(launch.executable());
        launch.arguments().forEach(script::word);
        return script.raw(" </dev/null\n").toBytes();
    }
}
