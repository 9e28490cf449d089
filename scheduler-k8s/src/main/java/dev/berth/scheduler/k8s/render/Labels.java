package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys of labels and annotations. Pure. */
public final class Labels {
    /** All of ours are below this domain; what else there is belongs to somebody else and is left alone. */
    public static final String DOMAIN = "berth.dev";

    /** Of every object and pod: the hash of who it belongs to. */
    public static final String OWNER = DOMAIN + "/owner";

    /** Of every object and pod: the name of its workload. */
    public static final String WORKLOAD = DOMAIN + "/workload";

    /** Annotation of pods: which container is MAIN's. It is Kubernetes' own, and what kubectl asks for logs. */
    public static final String MAIN = "kubectl.kubernetes.io/default-container";

    /** Annotation of the Job of a run that no manifest has: how attempts ended whose pods may be gone. */
    public static final String ATTEMPTS = DOMAIN + "/attempts";

    /** The domain of the spec's own labels, so that one taken off is told from one that somebody else put on. */
    public static final String USER_LABELS = "label." + DOMAIN;

    /** The domain of the spec's own annotations. */
    public static final String USER_ANNOTATIONS = "annotation." + DOMAIN;

    /** The longest domain of a key. */
    private static final int LONGEST_DOMAIN = 253;

    private Labels() {}

    /** The spec's own key below one of our domains: {@code tier} and {@code example.com/tier} stay apart. */
    public static String users(String domain, String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? domain + "/" + key : key.substring(0, slash) + "." + domain + key.substring(slash);
    }

    /** The key in the spec; empty for keys that are nothing of the spec's. */
    public static Optional<String> inSpec(String domain, String key) {
        if (key.startsWith(domain + "/")) {
            return Optional.of(key.substring(domain.length() + 1));
        }
        int end = key.indexOf("." + domain + "/");
        return end < 0
                ? Optional.empty()
                : Optional.of(key.substring(0, end) + key.substring(end + domain.length() + 1));
    }

    /** Whether the domain of this key of a spec leaves room for ours. */
    public static boolean fits(String domain, String key) {
        return users(domain, key).indexOf('/') <= LONGEST_DOMAIN;
    }

    /** Whether it is one that a manifest has or lacks: what is noted beside it stays. */
    static boolean isOurs(String key) {
        if (key.equals(ATTEMPTS)) {
            return false;
        }
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : key.substring(0, slash);
        return domain.equals(DOMAIN) || domain.endsWith("." + DOMAIN);
    }

    /** In alphabetical order, so that equal labels are equal bytes. */
    static ObjectNode json(Map<String, String> labels) {
        ObjectNode node = Json.object();
        new TreeMap<>(labels).forEach(node::put);
        return node;
    }
}
