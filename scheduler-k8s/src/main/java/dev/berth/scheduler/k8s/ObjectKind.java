package dev.berth.scheduler.k8s;

/** The kinds of objects that are read or written, and where the API has them. */
enum ObjectKind {
    POD("Pod", "/api/v1", "pods", true),
    NODE("Node", "/api/v1", "nodes", false),
    NAMESPACE("Namespace", "/api/v1", "namespaces", false),
    POD_TEMPLATE("PodTemplate", "/api/v1", "podtemplates", true),
    PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim", "/api/v1", "persistentvolumeclaims", true),
    CONFIG_MAP("ConfigMap", "/api/v1", "configmaps", true),
    SECRET("Secret", "/api/v1", "secrets", true),
    SERVICE("Service", "/api/v1", "services", true),
    DEPLOYMENT("Deployment", "/apis/apps/v1", "deployments", true),
    DAEMON_SET("DaemonSet", "/apis/apps/v1", "daemonsets", true),
    JOB("Job", "/apis/batch/v1", "jobs", true),
    POD_DISRUPTION_BUDGET("PodDisruptionBudget", "/apis/policy/v1", "poddisruptionbudgets", true),
    LEASE("Lease", "/apis/coordination.k8s.io/v1", "leases", true);

    private final String word;
    private final String group;
    private final String plural;
    private final boolean namespaced;

    ObjectKind(String word, String group, String plural, boolean namespaced) {
        this.word = word;
        this.group = group;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** The kind in a manifest. */
    String word() {
        return word;
    }

    /** The {@code apiVersion} in a manifest. */
    String version() {
        return group.substring(group.indexOf('/', 1) + 1);
    }

    /**
     * The kind of a manifest.
     *
     * @throws IllegalArgumentException when it is none that is written
     */
    static ObjectKind of(String word) {
        for (ObjectKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no object of kind " + word + " is written");
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
