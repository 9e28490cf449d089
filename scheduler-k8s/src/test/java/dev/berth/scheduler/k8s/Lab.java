package dev.berth.scheduler.k8s;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The lab's cluster, as {@code ./lab/env kubernetes} tells it in the environment. */
final class Lab {
    static final String PRESENT = "KUBERNETES_LAB";

    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private Lab() {}

    static String value(String name) {
        String value = ENVIRONMENT.get("KUBERNETES_" + name);
        if (value == null) {
            throw new IllegalStateException(
                    "KUBERNETES_" + name + " is not in the environment; see ./lab/env kubernetes");
        }
        return value;
    }

    static KubernetesConfig kubeconfig(String name) {
        return KubernetesConfig.of(Path.of(value(name)));
    }

    /** Somebody of whom there is a file with a token. */
    static KubernetesConfig token(Path file) {
        return new KubernetesConfig(new KubernetesConfig.Server(
                URI.create(value("SERVER")),
                Optional.of(Path.of(value("CA"))),
                Optional.of(file),
                Optional.empty(),
                false));
    }
}
