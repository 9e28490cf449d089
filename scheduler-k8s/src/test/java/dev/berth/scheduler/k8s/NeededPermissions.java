package dev.berth.scheduler.k8s;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes down what a client that asks an API server would have to be allowed. Thread-safe. */
final class NeededPermissions {
    private final Set<String> all = new TreeSet<>();

    /** A client in front of {@code behind} whose requests are written down here. */
    KubernetesClient of(KubernetesClient behind) {
        return (KubernetesClient) Proxy.newProxyInstance(
                KubernetesClient.class.getClassLoader(),
                new Class<?>[] {KubernetesClient.class},
                (proxy, method, arguments) -> {
                    if (arguments != null) {
                        note(method.getName(), arguments);
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private void note(String method, @Nullable Object[] arguments) {
        switch (method) {
            case "version" -> add("get /version");
            case "logs" -> add("get pods/log");
            case "evict" -> add("create pods/eviction");
            case "cordon" -> add("patch nodes");
            case "podsOn" -> add("list pods");
            case "createNamespace" -> add("create namespaces");
            case "lease" -> add("get", ObjectKind.LEASE, arguments[0]);
            case "updateLease" -> add("update", ObjectKind.LEASE, arguments[0]);
            case "mayDo" -> {
                // Whoever is known may ask what he may.
            }
            default -> noteKind(method, (ObjectKind) arguments[0], arguments[1]);
        }
    }

    /** An apply that makes an object is asked for both. */
    private void noteKind(String method, ObjectKind kind, @Nullable Object namespace) {
        switch (method) {
            case "list", "listMetadata" -> add("list", kind, namespace);
            case "watch", "watchMetadata" -> add("watch", kind, namespace);
            case "get", "metadata" -> add("get", kind, namespace);
            case "create" -> add("create", kind, namespace);
            case "createOwned" -> {
                add("create", kind, namespace);
                add("patch", kind, namespace);
            }
            case "apply", "change", "refusal" -> add("patch", kind, namespace);
            case "delete", "deleteFirst" -> add("delete", kind, namespace);
            default -> throw new IllegalArgumentException(method + " needs nobody knows what");
        }
    }

    /** Leases are of one namespace, whatever the workloads' are. */
    private void add(String verb, ObjectKind kind, @Nullable Object namespace) {
        String version = kind.version();
        String group = version.contains("/") ? "." + version.substring(0, version.indexOf('/')) : "";
        add(verb + " " + kind.plural() + group + (kind == ObjectKind.LEASE ? " in " + namespace : ""));
    }

    private synchronized void add(String permission) {
        all.add(permission);
    }

    synchronized Set<String> all() {
        return new TreeSet<>(all);
    }
}
