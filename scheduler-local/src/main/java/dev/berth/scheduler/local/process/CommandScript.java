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
        LaunchScript.Secrets secrets =
                new LaunchScript.Secrets(launch.attached().secrets());
        secrets.read(script, " || exit 126");
        launch.attached().mounts().forEach(mount -> mount(script, mount));
        script.raw("cd -P --").word(launch.workingDirectory()).raw(" || exit 126\nunset PWD OLDPWD SHLVL");
        secrets.export(script);
        script.raw("\n");
        Map<String, String> environment = launch.environment();
        if (environment.keySet().stream().allMatch(LaunchScript::isPlain)) {
            environment.forEach((name, value) ->
                    script.raw("export").word(name + "=" + value).raw("\n"));
            script.raw("unset _\nexec");
        } else {
            LaunchScript.throughEnv(script.raw("exec"), tools.env(), launch);
        }
        script.word(launch.executable());
        launch.arguments().forEach(script::word);
        return script.raw(" </dev/null\n").toBytes();
    }

    private static void mount(ShellScript script, Attachments.BindMount mount) {
        script.raw(PrivateMounts.MOUNT + (mount.readOnly() ? " -n -o bind,ro" : " -n --rbind"))
                .word(mount.source())
                .word(mount.target())
                .raw(" || exit 126\n");
    }
}
