package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.k8s.check.SpecCheck;
import dev.berth.scheduler.k8s.render.BudgetForm;
import dev.berth.scheduler.k8s.render.ConfigMapForm;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.k8s.render.Marks;
import dev.berth.scheduler.k8s.render.PodForm;
import dev.berth.scheduler.k8s.render.RunForm;
import dev.berth.scheduler.k8s.render.ServiceForm;
import dev.berth.scheduler.k8s.render.Touched;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Specs to manifests: one of the workload, one for each content of its files, one for its discovery name, one for its budget. */
final class KubernetesTranslator implements Translator {
    /** Grows whenever the same spec is written otherwise than before. */
    private static final String RENDERER = "kubernetes/1";

    @Override
    public String rendererVersion() {
        return RENDERER;
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        List<Problem> problems = new ArrayList<>(SpecCheck.of(spec));
        if (problems.isEmpty() && KubernetesOverrides.isGiven(spec)) {
            RenderInput input = RenderInput.of(spec, new Version("none", 1), 1, List.of(), "none");
            problems.addAll(KubernetesOverrides.problems(spec, manifests(input)));
        }
        return problems;
    }

    /** Files come first: a pod waits for the ConfigMaps that aren't there. */
    @Override
    public List<NativeObject> render(RenderInput input) {
        boolean stored = workload(input.stored()).isPresent();
        List<NativeObject> objects = new ArrayList<>(stored ? files(input.stored()) : files(input));
        manifests(input).forEach((kind, manifest) -> {
            KubernetesOverrides.into(manifest, input.spec());
            objects.add(kind.equals(BudgetForm.KIND) ? object(manifest) : digested(manifest));
        });
        return objects;
    }

    /** All but the files by their kinds, as Berth has them. */
    private static Map<String, ObjectNode> manifests(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Map<String, ObjectNode> manifests = new LinkedHashMap<>();
        Marks marks = KubernetesMarks.of(input);
        Map<String, String> selector = KubernetesLabels.ownership(input.owner(), spec.id());
        spec.discoveryName()
                .ifPresent(name -> manifests.put(ServiceForm.KIND, ServiceForm.of(name, marks, selector, spec)));
        String name = name(input);
        BudgetForm.of(name, KubernetesMarks.ofBudget(input), selector, spec)
                .ifPresent(budget -> manifests.put(BudgetForm.KIND, budget));
        ObjectNode template = workload(input.stored())
                .map(manifest -> PodForm.stored(WorkloadForm.template(manifest), spec))
                .orElseGet(() -> template(input, selector));
        manifests.put(
                WorkloadForm.kind(spec.mode()),
                WorkloadForm.of(name, marks, selector, template, spec, input.directives()));
        return manifests;
    }

    private static String name(RenderInput input) {
        WorkloadId id = input.spec().id();
        return switch (input.spec().mode().kind()) {
            case REPLICATED, GLOBAL, CRON -> KubernetesNames.workload(id);
            case BATCH, GLOBAL_BATCH -> KubernetesNames.job(id, input.revision());
        };
    }

    private static ObjectNode template(RenderInput input, Map<String, String> selector) {
        WorkloadSpec spec = input.spec();
        return PodForm.of(
                spec,
                selector,
                KubernetesMarks.ofPods(input),
                content -> KubernetesNames.file(input.owner(), spec.id(), content));
    }

    /** One for each content, by name. */
    private static List<NativeObject> files(RenderInput input) {
        WorkloadId id = input.spec().id();
        Marks marks = KubernetesMarks.ofFile(input.owner(), id);
        Map<String, NativeObject> files = new TreeMap<>();
        for (Task task : input.spec().tasks()) {
            for (TaskFile file : task.files()) {
                if (file instanceof TaskFile.Config config) {
                    String name = KubernetesNames.file(input.owner(), id, config.content());
                    ObjectNode manifest = ConfigMapForm.of(name, marks, config.content());
                    files.put(name, new NativeObject(ConfigMapForm.KIND, name, ManifestText.write(manifest)));
                }
            }
        }
        return new ArrayList<>(files.values());
    }

    private static List<NativeObject> files(List<NativeObject> stored) {
        return stored.stream()
                .filter(object -> object.kind().equals(ConfigMapForm.KIND))
                .toList();
    }

    /** What was written last is told by this, also where a field was taken away that somebody else may have put there. */
    private static NativeObject digested(ObjectNode manifest) {
        String digest = Sha256.name(Json.write(manifest));
        if (manifest.path("metadata").get("annotations") instanceof ObjectNode annotations) {
            annotations.put(KubernetesLabels.DIGEST, digest);
        }
        return object(manifest);
    }

    private static NativeObject object(ObjectNode manifest) {
        String name = manifest.at("/metadata/name").asText();
        return new NativeObject(manifest.path("kind").asText(), name, ManifestText.write(manifest));
    }

    /** The run's own Job, made of what the CRON's would run, which runs nothing itself. */
    @Override
    public List<NativeObject> renderRun(RunInput input) {
        WorkloadId id = input.run().workload();
        ObjectNode accepted = workload(input.rendering())
                .orElseThrow(() -> new IllegalArgumentException("the rendering of " + id + " has no template"));
        var mark = Map.entry(KubernetesLabels.RUN, input.run().name());
        String name = KubernetesNames.run(input.run());
        ObjectNode job = RunForm.of(name, KubernetesMarks.of(input), mark, accepted, input.spec());
        return List.of(digested(job));
    }

    private static Optional<ObjectNode> workload(List<NativeObject> objects) {
        return objects.stream()
                .filter(KubernetesTranslator::isWorkload)
                .findFirst()
                .map(KubernetesTranslator::read);
    }

    /** Whether it is what pods are made from. */
    static boolean isWorkload(NativeObject object) {
        return WorkloadForm.KINDS.contains(object.kind());
    }

    @Override
    public NativeObject touched(NativeObject observed, NativeObject desired) {
        ObjectNode touched = Touched.of(read(desired), read(observed));
        return new NativeObject(observed.kind(), observed.name(), Json.write(touched));
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        return KubernetesDifference.between(desired, observed);
    }

    /** A copy that may be changed. How it is damaged is told without its values, which may be secret. */
    static ObjectNode read(NativeObject object) {
        try {
            return ManifestText.read(object.document());
        } catch (IllegalArgumentException e) {
            throw new BackendException(
                    "the stored rendering of " + object.name()
                            + " is damaged; remove the workload and apply it again, or roll back to a revision whose"
                            + " record is whole",
                    Effect.NONE,
                    "",
                    e);
        }
    }
}
