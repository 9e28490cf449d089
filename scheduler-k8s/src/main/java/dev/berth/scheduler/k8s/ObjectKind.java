package dev.berth.scheduler.k8s;

/** The kinds of objects that are read or written, and where the API has them. */
enum ObjectKind {
    POD("/api/v1", "pods", true),
    NODE("/api/v1", "nodes", false),
    NAMESPACE("/api/v1", "namespaces", false),
    CONFIG_MAP("/api/v1", "configmaps", true),
    SECRET("/api/v1", "secrets", true),
    SERVICE("/api/v1", "services", true),
    DEPLOYMENT("/apis/apps/v1", "deployments", true),
    DAEMON_SET("/apis/apps/v1", "daemonsets", true),
    JOB("/apis/batch/v1", "jobs", true),
    POD_DISRUPTION_BUDGET("/apis/policy/v1", "poddisruptionbudgets", true),
    LEASE("/apis/coordination.k8s.io/v1", "leases", true);

    private final String group;
    private final String plural;
    private final boolean namespaced;

    ObjectKind(String group, String plural, boolean namespaced) {
        this.group = group;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    String plural() {
        return plural;
    }

    /**
     * The path of all of them.
     *
     * @param namespace empty for all
     */
    String path(String namespace) {
        return namespaced && !namespace.isEmpty()
                ? group + "/namespaces/" + Paths.segment(namespace) + "/" + plural
                : group + "/" + plural;
    }

    /** The path of one. */
    String path(String namespace, String name) {
        return path(namespace) + "/" + Paths.segment(name);
    }
}
