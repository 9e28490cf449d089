package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.status.RunView;
import dev.berth.scheduler.swarm.status.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs of a CRON. What runs is a service of its own, of which there is one by its name, so that a tick fires once whoever
 * holds the lease. Beside it stands an entry, a config: it outlives a service that somebody removes, and of a tick that is
 * not to be run it is all there is. Both are there until the run is forgotten.
 *
 * <p>The service comes first and goes last. What is cut off in between is a run without an entry, and no run that is
 * written down and was never made.
 */
final class SwarmTicks {
    /** The kind of native object that an entry is. */
    static final String ENTRY = "RunEntry";

    private static final String OUTCOME = "dev.berth.outcome";
    private static final String REASON = "dev.berth.reason";
    private static final String CONTENT = "an entry of Berth for the tick of a cron; ";
    private static final String REMOVED = "somebody removed its service, so how it ended is not known";

    private final SwarmClient client;
    private final SwarmReader reader;
    private final SwarmSender sender;
    private final String owner;

    SwarmTicks(SwarmClient client, SwarmReader reader, SwarmSender sender, String owner) {
        this.client = client;
        this.reader = reader;
        this.sender = sender;
        this.owner = owner;
    }

    /**
     * Two requests to see what is there, one or more to create a service, one for the entry, and one to see whether the
     * workload was removed meanwhile. A removal looks for runs once more when it has removed the service of the workload, so
     * one of the two sees what the other did.
     */
    boolean start(RunStart run, Call call) {
        List<WorkloadPicture.CronRun> runs = runs(run, call);
        Optional<WorkloadPicture.CronRun> made =
                runs.stream().filter(one -> one.name().equals(run.id().name())).findFirst();
        if (made.isPresent()) {
            return made.get().entry().isEmpty() && isOfItsLife(made.get(), run) && write(run, call);
        }
        if (runs.stream().anyMatch(one -> isOfItsLife(one, run) && tick(one).isAfter(run.tick()))) {
            return false;
        }
        boolean service = run.outcome() == Run.State.PENDING;
        if (service && !isCreated(run.objects(), call)) {
            return false;
        }
        boolean written = write(run, call);
        if (!life(client.service(SwarmNames.service(run.id().workload()), call)).equals(run.incarnation())) {
            forget(run.id(), call);
            throw isOver(run);
        }
        return written || service;
    }

    private List<WorkloadPicture.CronRun> runs(RunStart run, Call call) {
        WorkloadId workload = run.id().workload();
        Optional<WorkloadPicture> picture =
                Optional.ofNullable(reader.read(List.of(workload), call).get(workload));
        if (!life(picture.flatMap(WorkloadPicture::service)).equals(run.incarnation())) {
            throw isOver(run);
        }
        return picture.map(WorkloadPicture::runs).orElse(List.of());
    }

    private static String life(Optional<ServiceObject> service) {
        return service.map(one -> one.labels().getOrDefault(SwarmLabels.INCARNATION, ""))
                .orElse("");
    }

    private static ConflictException isOver(RunStart run) {
        return new ConflictException(run.id().workload() + " is not the workload any more that "
                + run.id().name() + " is a run of");
    }

    private static boolean isOfItsLife(WorkloadPicture.CronRun one, RunStart run) {
        return run.incarnation().equals(one.labels().get(SwarmLabels.INCARNATION));
    }

    /** Whether this call created them; false when another was first. */
    private boolean isCreated(List<NativeObject> objects, Call call) {
        try {
            objects.forEach(object -> sender.create(object, call));
            return true;
        } catch (ConflictException e) {
            if (objects.stream()
                    .allMatch(object -> client.service(object.name(), call).isPresent())) {
                return false;
            }
            throw e;
        }
    }

    private boolean write(RunStart run, Call call) {
        Map<String, String> labels =
                new TreeMap<>(SwarmLabels.ownership(owner, run.id().workload()));
        labels.put(SwarmLabels.KIND, SwarmLabels.RUN_ENTRY);
        labels.put(SwarmLabels.RUN, run.id().name());
        labels.put(SwarmLabels.INCARNATION, run.incarnation());
        labels.put(SwarmLabels.REVISION, Long.toString(run.revision()));
        labels.put(SwarmLabels.TICK, run.tick().toString());
        labels.put(OUTCOME, run.outcome().name());
        labels.put(REASON, run.reason());
        return client.createConfig(SwarmNames.entry(owner, run.id()), labels, CONTENT + run.message(), call);
    }

    private Optional<ConfigObject> entry(RunId run, Call call) {
        String name = SwarmNames.entry(owner, run);
        return client.configs(Filter.ALL.name(name), call).stream()
                .filter(config -> config.name().equals(name))
                .findFirst();
    }

    /** Marks the entry, too: it says so when the service is gone. */
    void cancel(RunId run, Call call) {
        Optional<ConfigObject> entry;
        do {
            call.check("cancelling " + run, Effect.NONE);
            entry = entry(run, call).filter(config -> !config.labels().containsKey(SwarmLabels.CANCELLED));
        } while (entry.isPresent() && !client.labelConfig(entry.get(), cancelled(entry.get()), call));
        Optional<ServiceObject> service;
        do {
            call.check("cancelling " + run, Effect.NONE);
            service = client.service(SwarmNames.run(owner, run), call)
                    .filter(one -> !one.labels().containsKey(SwarmLabels.CANCELLED));
        } while (service.isPresent()
                && !client.updateService(
                        service.get().id(),
                        service.get().index(),
                        stopped(service.get()).toString(),
                        call));
    }

    private static Map<String, String> cancelled(ConfigObject entry) {
        Map<String, String> labels = new TreeMap<>(entry.labels());
        labels.put(SwarmLabels.CANCELLED, "true");
        return labels;
    }

    private static ObjectNode stopped(ServiceObject service) {
        ObjectNode spec = service.spec().deepCopy();
        spec.withObjectProperty("Labels").put(SwarmLabels.CANCELLED, "true");
        spec.withObjectProperty("Mode").withObjectProperty("Replicated").put("Replicas", 0);
        return spec;
    }

    void forget(RunId run, Call call) {
        client.removeConfig(SwarmNames.entry(owner, run), call);
        client.removeService(SwarmNames.run(owner, run), call);
    }

    private static Instant tick(WorkloadPicture.CronRun run) {
        return SwarmLabels.tick(run.labels()).orElse(Instant.EPOCH);
    }

    /** The runs of a CRON as their entries, services and tasks tell them. */
    static List<Run> of(WorkloadPicture picture) {
        return picture.runs().stream()
                .map(run -> of(picture, run).scheduledAt(tick(run)).build())
                .toList();
    }

    private static Run.Builder of(WorkloadPicture picture, WorkloadPicture.CronRun run) {
        RunId id = new RunId(picture.id(), run.name());
        long revision = SwarmLabels.revision(run.labels());
        if (isWrittenDownOnly(run)) {
            return Run.builder(id, revision, outcome(run.labels()))
                    .reason(run.labels().getOrDefault(REASON, ""), message(run));
        }
        List<TaskObject> tasks = picture.tasks().stream()
                .filter(task -> SwarmLabels.run(task.labels()).equals(Optional.of(id.name())))
                .toList();
        if (run.service().isEmpty() && tasks.isEmpty() && !run.isCancelled()) {
            return Run.builder(id, revision, Run.State.FAILED).reason(Tasks.UNOBSERVED_END, REMOVED);
        }
        return new RunView(id, revision, shape(run), tasks).run();
    }

    private static RunView.Shape shape(WorkloadPicture.CronRun run) {
        RunView.Shape shape = run.service()
                .map(service -> SwarmRuns.shape(service, true))
                .orElse(new RunView.Shape(Optional.of(1), 0, false, true));
        return new RunView.Shape(shape.completions(), shape.retries(), run.isCancelled(), true);
    }

    /** Whether it is the entry of a run that has a service, unless somebody removed that. */
    static boolean isOfService(ConfigObject config) {
        return SwarmLabels.RUN_ENTRY.equals(config.labels().get(SwarmLabels.KIND))
                && outcome(config.labels()) == Run.State.PENDING
                && !config.labels().containsKey(SwarmLabels.CANCELLED);
    }

    private static boolean isWrittenDownOnly(WorkloadPicture.CronRun run) {
        return run.entry().isPresent() && outcome(run.labels()) != Run.State.PENDING;
    }

    private static Run.State outcome(Map<String, String> labels) {
        String word = labels.getOrDefault(OUTCOME, "");
        return Stream.of(Run.State.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(Run.State.UNKNOWN);
    }

    private static String message(WorkloadPicture.CronRun run) {
        String data = run.entry().map(ConfigObject::data).orElse("");
        return data.startsWith(CONTENT) ? data.substring(CONTENT.length()) : "";
    }
}
