package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The object whose pods a workload's instances are. */
public final class WorkloadForm {
    public static final String DEPLOYMENT = "Deployment";
    public static final String DAEMON_SET = "DaemonSet";
    public static final String JOB = "Job";

    /** Runs nothing: what the runs of a CRON are made of. */
    public static final String POD_TEMPLATE = "PodTemplate";

    public static final List<String> KINDS = List.of(DEPLOYMENT, DAEMON_SET, JOB, POD_TEMPLATE);

    private static final String APPS = "apps/v1";
    private static final String TEMPLATE = "template";

    private WorkloadForm() {}

    /** The kind for workloads of this mode. */
    public static String kind(Mode mode) {
        return switch (mode.kind()) {
            case REPLICATED -> DEPLOYMENT;
            case GLOBAL -> DAEMON_SET;
            case BATCH -> JOB;
            case CRON -> POD_TEMPLATE;
            case GLOBAL_BATCH ->
                throw new IllegalArgumentException(
                        "nothing runs once on each node; it is refused before it is rendered");
        };
    }

    /**
     * The manifest.
     *
     * @param selector labels of its pods
     * @param template of its pods
     */
    public static ObjectNode of(
            String name,
            Marks marks,
            Map<String, String> selector,
            ObjectNode template,
            WorkloadSpec spec,
            Directives directives) {
        return switch (spec.mode().kind()) {
            case REPLICATED -> deployment(name, marks, selector, template, spec, directives.paused());
            case GLOBAL -> daemonSet(name, marks, selector, template, spec, directives.paused());
            case BATCH, GLOBAL_BATCH -> job(name, marks, template, spec.mode(), directives.cancelled());
            case CRON -> ManifestForm.of("v1", kind(spec.mode()), name, marks).set(TEMPLATE, template);
        };
    }

    private static ObjectNode deployment(
            String name,
            Marks marks,
            Map<String, String> selector,
            ObjectNode template,
            WorkloadSpec spec,
            boolean paused) {
        ObjectNode node = Json.object();
        node.put("replicas", spec.mode() instanceof Replicated replicated ? replicated.replicas() : 0);
        node.set("selector", Json.object().set("matchLabels", Labels.json(selector)));
        node.set("strategy", StrategyForm.ofDeployment(spec.rollout()));
        ready(node, spec);
        long deadline =
                spec.rollout().progressDeadline().map(Duration::toSeconds).orElse((long) Integer.MAX_VALUE);
        node.put("progressDeadlineSeconds", deadline);
        node.put("paused", paused);
        node.set(TEMPLATE, template);
        return ManifestForm.of(APPS, DEPLOYMENT, name, marks).set("spec", node);
    }

    private static ObjectNode daemonSet(
            String name,
            Marks marks,
            Map<String, String> selector,
            ObjectNode template,
            WorkloadSpec spec,
            boolean paused) {
        ObjectNode node = Json.object();
        node.set("selector", Json.object().set("matchLabels", Labels.json(selector)));
        node.set("updateStrategy", StrategyForm.ofDaemonSet(spec, paused));
        ready(node, spec);
        node.set(TEMPLATE, template);
        return ManifestForm.of(APPS, DAEMON_SET, name, marks).set("spec", node);
    }

    private static void ready(ObjectNode node, WorkloadSpec spec) {
        node.put("minReadySeconds", spec.rollout().minimumReadyTime().toSeconds());
    }

    /** A Job; of what it does, only whether it is suspended ever changes. */
    static ObjectNode job(String name, Marks marks, ObjectNode template, Mode mode, boolean cancelled) {
        if (!(mode instanceof Batch batch)) {
            throw new IllegalArgumentException("a workload of mode " + mode.kind() + " is no Job");
        }
        ObjectNode node = Json.object();
        node.put("completions", batch.completions());
        node.put("parallelism", batch.parallelism());
        node.put("backoffLimit", batch.retries());
        // A pod that was evicted or whose node is lost is no attempt that failed: another one is started, without end.
        ObjectNode condition = Json.object().put("type", "DisruptionTarget").put("status", "True");
        ObjectNode rule = Json.object().put("action", "Ignore");
        rule.set("onPodConditions", Json.array().add(condition));
        node.set("podFailurePolicy", Json.object().set("rules", Json.array().add(rule)));
        node.put("suspend", cancelled);
        node.set(TEMPLATE, template);
        return ManifestForm.of("batch/v1", JOB, name, marks).set("spec", node);
    }

    /**
     * What pods are made of, in a manifest of one of {@link #KINDS}.
     *
     * @throws IllegalArgumentException when it has none
     */
    public static ObjectNode template(ObjectNode manifest) {
        if (manifest.path("spec").get(TEMPLATE) instanceof ObjectNode template) {
            return template;
        }
        if (manifest.get(TEMPLATE) instanceof ObjectNode template) {
            return template;
        }
        throw new IllegalArgumentException("the rendering of a workload has no " + TEMPLATE);
    }
}
