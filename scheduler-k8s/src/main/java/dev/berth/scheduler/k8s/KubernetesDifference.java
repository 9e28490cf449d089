package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Comparison;
import dev.berth.scheduler.k8s.render.ConfigMapForm;
import dev.berth.scheduler.k8s.render.ServiceForm;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.NativeWrite.Action;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The writes that make what is observed what is wanted: first the files and what stands beside the workload, any of whose names may
 * be taken, so that nothing has ended yet when that is told; then what is no longer wanted goes, and the workload is written. The
 * ConfigMap of a file that nothing wants any more is alone no reason to write: it goes with a later write of its workload.
 */
final class KubernetesDifference {
    /** The field of each kind that a server lets nobody change. */
    private static final Map<String, String> FIXED = Map.of(
            WorkloadForm.DEPLOYMENT, "/spec/selector",
            WorkloadForm.DAEMON_SET, "/spec/selector",
            ServiceForm.KIND, "/spec/clusterIP");

    private final List<NativeObject> desired;
    private final Observed observed;

    private KubernetesDifference(List<NativeObject> desired, Observed observed) {
        this.desired = desired;
        this.observed = observed;
    }

    static List<NativeWrite> between(List<NativeObject> desired, Observed observed) {
        KubernetesDifference difference = new KubernetesDifference(desired, observed);
        return desired.isEmpty() ? difference.removal() : difference.writes();
    }

    /** That of the workload first: then no run can be made any more. Files last, as pods hold them. */
    private List<NativeWrite> removal() {
        return observed.objects().stream()
                .sorted(Comparator.comparing(KubernetesDifference::removed))
                .map(this::deleted)
                .toList();
    }

    private static int removed(NativeObject object) {
        return isFile(object) ? 3 : !KubernetesTranslator.isWorkload(object) ? 2 : isRun(object) ? 1 : 0;
    }

    private List<NativeWrite> writes() {
        List<NativeWrite> writes = new ArrayList<>();
        desired.stream()
                .filter(file -> isFile(file) && there(file).isEmpty())
                .forEach(file -> writes.add(created(file, false)));
        int files = writes.size();
        desired.stream()
                .filter(object -> !isFile(object) && !KubernetesTranslator.isWorkload(object))
                .forEach(object -> writes.addAll(write(object, false)));
        observed.objects().stream().filter(this::isInTheWay).forEach(object -> writes.add(deleted(object)));
        adopted().ifPresent(writes::add);
        boolean replaced = writes.stream().anyMatch(NativeWrite::replaces);
        desired.stream()
                .filter(KubernetesTranslator::isWorkload)
                .forEach(object -> writes.addAll(write(object, replaced)));
        if (writes.size() > files && observed.progress().equals(Progress.COMPLETE)) {
            leftFiles().forEach(file -> writes.add(deleted(file)));
        }
        return writes;
    }

    private Optional<NativeObject> there(NativeObject wanted) {
        return find(observed.objects(), wanted);
    }

    private static Optional<NativeObject> find(List<NativeObject> objects, NativeObject wanted) {
        return objects.stream()
                .filter(object ->
                        object.kind().equals(wanted.kind()) && object.name().equals(wanted.name()))
                .findFirst();
    }

    /** What the workload was before: of another mode or discovery name, or another revision's Job. */
    private boolean isInTheWay(NativeObject object) {
        return !isFile(object) && !isRun(object) && find(desired, object).isEmpty();
    }

    /** The selector of what others made never changes, so ours takes its place. */
    private Optional<NativeWrite> adopted() {
        return observed.foreign().map(words -> {
            String kind = words.substring(0, words.indexOf(' '));
            String name = words.substring(words.indexOf('/') + 1);
            return new NativeWrite(Action.DELETE, new NativeObject(kind, name, ""), observed.mark(), true);
        });
    }

    /** Of what is to be deleted: nothing is known of what others made but its name. */
    static boolean isOfOthers(NativeObject deleted) {
        return deleted.document().isEmpty();
    }

    private List<NativeWrite> write(NativeObject wanted, boolean replaced) {
        Optional<NativeObject> there = there(wanted);
        if (there.isEmpty()) {
            return List.of(created(wanted, replaced));
        }
        ObjectNode after = KubernetesTranslator.read(wanted);
        ObjectNode before = KubernetesTranslator.read(there.get());
        if (Comparison.fulfils(after, before)) {
            return List.of();
        }
        return isFixedOtherwise(wanted.kind(), after, before)
                ? List.of(deleted(there.get()), created(wanted, KubernetesTranslator.isWorkload(wanted)))
                : List.of(new NativeWrite(Action.UPDATE, wanted, observed.mark(), replaces(wanted, after, before)));
    }

    /** Somebody else made it under our name and marks, with another value of what never changes. */
    private static boolean isFixedOtherwise(String kind, ObjectNode after, ObjectNode before) {
        String field = FIXED.getOrDefault(kind, "");
        return !field.isEmpty() && !after.at(field).equals(before.at(field));
    }

    /** A Job's template never changes, and nothing runs of a PodTemplate. */
    private static boolean replaces(NativeObject wanted, ObjectNode after, ObjectNode before) {
        return switch (wanted.kind()) {
            case WorkloadForm.DEPLOYMENT, WorkloadForm.DAEMON_SET ->
                !Comparison.keepsPods(WorkloadForm.template(after), WorkloadForm.template(before));
            default -> false;
        };
    }

    /**
     * A run of a CRON keeps the files of its revision, and so does the template that is replaced, while it lasts. Before a rollout is
     * complete, pods of any revision may serve, and one that is made again finds its files.
     */
    private List<NativeObject> leftFiles() {
        Set<String> needed = new HashSet<>();
        desired.forEach(object -> needed.add(object.name()));
        observed.objects().stream()
                .filter(KubernetesTranslator::isWorkload)
                .forEach(object -> needed.addAll(filesOf(KubernetesTranslator.read(object))));
        return observed.objects().stream()
                .filter(object -> isFile(object) && !needed.contains(object.name()))
                .toList();
    }

    private static Set<String> filesOf(ObjectNode manifest) {
        Set<String> names = new HashSet<>();
        for (JsonNode volume : WorkloadForm.template(manifest).path("spec").path("volumes")) {
            names.add(volume.path("configMap").path("name").asText());
        }
        return names;
    }

    private NativeWrite created(NativeObject object, boolean replaces) {
        return new NativeWrite(Action.CREATE, object, Optional.empty(), replaces);
    }

    private NativeWrite deleted(NativeObject object) {
        boolean workload = KubernetesTranslator.isWorkload(object) && !isRun(object);
        boolean runs = KubernetesTranslator.isWorkload(object) && !object.kind().equals(WorkloadForm.POD_TEMPLATE);
        return new NativeWrite(Action.DELETE, object, workload ? observed.mark() : Optional.empty(), runs);
    }

    private static boolean isFile(NativeObject object) {
        return object.kind().equals(ConfigMapForm.KIND);
    }

    private static boolean isRun(NativeObject object) {
        return object.kind().equals(WorkloadForm.JOB)
                && KubernetesTranslator.read(object)
                        .path("metadata")
                        .path("labels")
                        .has(KubernetesLabels.RUN);
    }
}
