package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import java.util.Optional;
import java.util.stream.Stream;

/** A tick that isn't run, written down as a Job that never runs. Pure. */
final class EntryForm {
    private static final String OUTCOME = "berth.dev/outcome";
    private static final String REASON = "berth.dev/reason";
    private static final String MESSAGE = "berth.dev/message";

    private EntryForm() {}

    /**
     * What is created.
     *
     * @param cron the workload's own object
     */
    static NativeObject of(String owner, RunStart run, ObjectMeta cron) {
        String name = KubernetesNames.run(run.id());
        ObjectNode job =
                Json.object().put("apiVersion", ObjectKind.JOB.version()).put("kind", WorkloadForm.JOB);
        ObjectNode metadata = job.putObject("metadata")
                .put("name", name)
                .put("namespace", run.id().workload().namespace());
        ObjectNode labels = metadata.putObject("labels");
        KubernetesLabels.ownership(owner, run.id().workload()).forEach(labels::put);
        labels.put(KubernetesLabels.RUN, run.id().name());
        long generation = KubernetesLabels.generation(cron.annotations()).orElse(1L);
        metadata.putObject("annotations")
                .put(KubernetesLabels.INCARNATION, run.incarnation())
                .put(KubernetesLabels.GENERATION, Long.toString(generation))
                .put(KubernetesLabels.REVISION, Long.toString(run.revision()))
                .put(KubernetesLabels.MODE, Mode.Kind.CRON.name())
                .put(KubernetesLabels.TICK, run.tick().toString())
                .put(OUTCOME, run.outcome().name())
                .put(REASON, run.reason())
                .put(MESSAGE, run.message());
        ObjectNode spec = job.putObject("spec").put("suspend", true);
        ObjectNode pod = spec.putObject("template").putObject("spec").put("restartPolicy", "Never");
        pod.putArray("containers").addObject().put("name", "none").put("image", "localhost/none");
        return new NativeObject(WorkloadForm.JOB, name, ManifestText.write(job));
    }

    /** Why a Job is none that runs; empty for all others. */
    static Optional<Entry> read(ObjectMeta job) {
        String word = job.annotations().getOrDefault(OUTCOME, "");
        return Stream.of(Run.State.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .map(state -> new Entry(
                        state,
                        job.annotations().getOrDefault(REASON, ""),
                        job.annotations().getOrDefault(MESSAGE, "")));
    }

    /** What became of a tick that isn't run. */
    record Entry(Run.State outcome, String reason, String message) {}
}
