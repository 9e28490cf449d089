package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs of a CRON: each is a Job, of which there is one by its name, so that a tick fires once whoever holds the lease. A tick
 * that is not to be run is a Job, too, one that stays suspended and says why.
 */
final class KubernetesTicks {
    private final KubernetesClient client;
    private final KubernetesReader reader;
    private final KubernetesSender sender;
    private final String owner;

    KubernetesTicks(KubernetesClient client, KubernetesReader reader, KubernetesSender sender, String owner) {
        this.client = client;
        this.reader = reader;
        this.sender = sender;
        this.owner = owner;
    }

    /**
     * Three requests to see what is there, one for the Job, and one to see whether the workload was removed meanwhile. A removal
     * looks for runs once more when it has removed the workload's own object, so one of the two sees what the other did.
     */
    boolean start(RunStart run, Call call) {
        WorkloadId id = run.id().workload();
        WorkloadPicture picture = reader.read(List.of(id), call).getOrDefault(id, new Pictures(owner).of(id));
        ObjectMeta cron = picture.workload()
                .map(ServerObject::metadata)
                .filter(found -> isOfItsLife(found, run))
                .orElseThrow(() -> isOver(run));
        String name = KubernetesNames.run(run.id());
        if (picture.runs().stream().map(ServerObject::metadata).anyMatch(made -> isInTheWay(made, name, run))) {
            return false;
        }
        boolean created = objects(run, cron).stream()
                .allMatch(object -> sender.isCreated(id.namespace(), ObjectKind.JOB, object, call));
        requireLife(run, call);
        return created;
    }

    private static boolean isInTheWay(ObjectMeta made, String name, RunStart run) {
        Instant tick = KubernetesLabels.tick(made.annotations()).orElse(Instant.EPOCH);
        return made.name().equals(name) || (isOfItsLife(made, run) && tick.isAfter(run.tick()));
    }

    private List<NativeObject> objects(RunStart run, ObjectMeta cron) {
        return run.outcome() == Run.State.PENDING ? run.objects() : List.of(EntryForm.of(owner, run, cron));
    }

    private void requireLife(RunStart run, Call call) {
        WorkloadId id = run.id().workload();
        if (client.metadata(ObjectKind.POD_TEMPLATE, id.namespace(), KubernetesNames.workload(id), call)
                .filter(cron -> isOfItsLife(cron, run) && !cron.isDeleting())
                .isEmpty()) {
            forget(run.id(), call);
            throw isOver(run);
        }
    }

    private static boolean isOfItsLife(ObjectMeta object, RunStart run) {
        return run.incarnation().equals(object.annotations().get(KubernetesLabels.INCARNATION));
    }

    private static ConflictException isOver(RunStart run) {
        return new ConflictException(run.id().workload() + " is not the workload any more that "
                + run.id().name() + " is a run of");
    }

    /** Two requests. A suspended Job's pods are removed. */
    void cancel(RunId run, Call call) {
        Optional<ServerObject> job;
        do {
            call.check("cancelling " + run, Effect.NONE);
            job = client.get(ObjectKind.JOB, namespace(run), KubernetesNames.run(run), Codec.MANIFESTS, call)
                    .map(found -> ServerObject.of(ObjectKind.JOB, found))
                    .filter(found ->
                            isOurs(found.metadata(), run) && !found.state().paused());
        } while (job.isPresent() && !isSuspended(job.get(), call));
    }

    private boolean isSuspended(ServerObject job, Call call) {
        ObjectNode manifest = job.manifest().deepCopy();
        manifest.withObjectProperty("spec").put("suspend", true);
        ObjectMeta metadata = job.metadata();
        String document = Manifests.change(manifest, metadata.uid(), metadata.resourceVersion());
        return client.apply(ObjectKind.JOB, metadata.namespace(), metadata.name(), document, call);
    }

    /** Two requests. */
    void forget(RunId run, Call call) {
        client.metadata(ObjectKind.JOB, namespace(run), KubernetesNames.run(run), call)
                .filter(job -> isOurs(job, run))
                .ifPresent(job -> sender.remove(ObjectKind.JOB, job, call));
    }

    private boolean isOurs(ObjectMeta job, RunId run) {
        return KubernetesLabels.id(owner, job.namespace(), job.labels()).equals(Optional.of(run.workload()))
                && KubernetesLabels.run(job.labels()).equals(Optional.of(run.name()));
    }

    private static String namespace(RunId run) {
        return run.workload().namespace();
    }
}
