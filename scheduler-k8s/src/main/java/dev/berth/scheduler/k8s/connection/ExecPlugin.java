package dev.berth.scheduler.k8s.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spi.Call;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command of a kubeconfig that tells who we are. It is run as it stands there, by no shell, asks nobody, and says what is
 * wrong on our standard error, as under kubectl. Not fabric8's, which waits for it for ever, hands it to a shell, and takes
 * what it says on standard error for its answer.
 */
final class ExecPlugin {
    private static final String GROUP = "client.authentication.k8s.io/";
    private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");

    private final KubeconfigEntry<AuthInfo> user;
    private final ExecConfig exec;
    private final ExecCluster cluster;

    ExecPlugin(KubeconfigEntry<AuthInfo> user, ExecConfig exec, ExecCluster cluster) {
        this.user = user;
        this.exec = exec;
        this.cluster = cluster;
    }

    /** Ends the command with the call at the latest. */
    Credentials run(Call call) {
        String command = KubeconfigEntry.text(exec.getCommand())
                .orElseThrow(() -> user.unusable("exec.command", "is not stated"));
        String version = KubeconfigEntry.text(exec.getApiVersion()).orElse("");
        if (!VERSIONS.contains(version)) {
            throw user.unusable("exec.apiVersion", "must be " + GROUP + "v1 or " + GROUP + "v1beta1");
        }
        if ("Always".equals(exec.getInteractiveMode())) {
            throw user.unusable("exec.interactiveMode", "must not be Always: there is nobody to ask");
        }
        String name = user.field("exec.command") + " (=" + command + ")";
        byte[] printed = ExecProcess.output(name, start(name, command), call);
        return ExecCredential.read(name, version, printed);
    }

    private Process start(String name, String command) {
        try {
            List<String> line = new ArrayList<>(List.of(located(command)));
            line.addAll(KubeconfigEntry.list(exec.getArgs()));
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
            KubeconfigEntry.list(exec.getEnv()).forEach(variable -> put(builder, variable));
            builder.environment().put("KUBERNETES_EXEC_INFO", information());
            return builder.start();
        } catch (IOException | InvalidPathException e) {
            throw unstartable(name);
        }
    }

    /** What may be secret is not told. */
    private void put(ProcessBuilder builder, ExecEnvVar variable) {
        String variableName = KubeconfigEntry.text(variable.getName())
                .orElseThrow(() -> user.unusable("exec.env", "has a variable without a name"));
        try {
            builder.environment()
                    .put(variableName, KubeconfigEntry.text(variable.getValue()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw user.unusable("exec.env", "has a variable that no process can be given");
        }
    }

    /** The JDK's own message quotes nothing but may, and says no more. */
    private ContactException unstartable(String name) {
        String hint = KubeconfigEntry.text(exec.getInstallHint())
                .map(text -> ": " + Words.shown(text))
                .orElse("");
        return PemFiles.unusable(name + " can't be run" + hint);
    }

    /** One with a separator is beside the kubeconfig unless it begins at the root; any other is looked for. */
    private String located(String command) {
        return Path.of(command).getNameCount() > 1
                ? user.file().toAbsolutePath().resolveSibling(command).toString()
                : command;
    }

    private String information() {
        ObjectNode information = JsonNodeFactory.instance.objectNode();
        information.put("apiVersion", exec.getApiVersion()).put("kind", "ExecCredential");
        ObjectNode spec = information.putObject("spec").put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            spec.set("cluster", cluster.told());
        }
        return information.toString();
    }
}
