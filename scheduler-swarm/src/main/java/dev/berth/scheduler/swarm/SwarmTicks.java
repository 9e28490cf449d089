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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs of a CRON. Each has an entry, a config that is created only if absent: that is its claim, so that a tick fires once
 * whoever holds the lease. What runs is a service of its own. Both are there until the run is forgotten.
 */
final class SwarmTicks {
    /** The kind of native object that an entry is. */
    static final String ENTRY = "RunEntry";

    private static final String OUTCOME = "dev.berth.outcome";
    private static final String REASON = "dev.berth.reason";
    private static final String CONTENT = "an entry of Berth for the tick of a cron; ";

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

    /** Two requests to see what is there, one to claim the tick, and three or more to create a service. */
    boolean start(RunStart run, Call call) {
        WorkloadId workload = run.id().workload();
        WorkloadPicture picture = reader.read(List.of(workload), call).get(workload);
        String life = Optional.ofNullable(picture)
                .flatMap(WorkloadPicture::service)
                .map(service -> service.labels().getOrDefault(SwarmLabels.INCARNATION, ""))
                .orElse("");
        if (picture == null || !life.equals(run.incarnation())) {
            throw new ConflictException(
                    workload + " is not the workload any more that " + run.id().name() + " is a run of");
        }
        Optional<WorkloadPicture.RunEntry> made = picture.runs().stream()
                .filter(entry -> run.id().name().equals(entry.entry().labels().get(SwarmLabels.RUN)))
                .findFirst();
        boolean later =
                picture.runs().stream().anyMatch(entry -> tick(entry.entry()).isAfter(run.tick()));
        boolean ours = made.map(entry -> isUnfinished(entry, run)).orElseGet(() -> !later && claim(run, call));
        if (ours) {
            run.objects().forEach(object -> create(object, call));
        }
        return ours;
    }

    /** One that was claimed and whose service was not made, as whoever claimed it was cut off. */
    private static boolean isUnfinished(WorkloadPicture.RunEntry made, RunStart run) {
        Map<String, String> labels = made.entry().labels();
        return run.incarnation().equals(labels.get(SwarmLabels.INCARNATION))
                && run.outcome() == Run.State.PENDING
                && !labels.containsKey(SwarmLabels.CANCELLED)
                && made.service().isEmpty();
    }

    private boolean claim(RunStart run, Call call) {
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

    private void create(NativeObject object, Call call) {
        if (client.service(object.name(), call).isEmpty()) {
            sender.create(object, call);
        }
    }

    private List<ConfigObject> entries(RunId run, Call call) {
        Filter prefix = Filter.ALL.name(SwarmNames.objects(owner, run.workload()));
        return client.configs(prefix, call).stream()
                .filter(config -> config.labels().containsKey(SwarmLabels.RUN))
                .toList();
    }

    /** Marks the entry first: a service that isn't made yet is then never made. */
    void cancel(RunId run, Call call) {
        Optional<ConfigObject> entry;
        do {
            call.check("cancelling " + run, Effect.NONE);
            entry = entries(run, call).stream()
                    .filter(config -> run.name().equals(config.labels().get(SwarmLabels.RUN)))
                    .filter(config -> !config.labels().containsKey(SwarmLabels.CANCELLED))
                    .findFirst();
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
        client.removeService(SwarmNames.run(owner, run), call);
        client.removeConfig(SwarmNames.entry(owner, run), call);
    }

    private static Instant tick(ConfigObject entry) {
        return Instant.parse(entry.labels().getOrDefault(SwarmLabels.TICK, Instant.EPOCH.toString()));
    }

    /** The runs of a CRON as its entries and their tasks tell them. */
    static List<Run> of(WorkloadPicture picture) {
        List<Run> runs = new ArrayList<>();
        for (WorkloadPicture.RunEntry run : picture.runs()) {
            Map<String, String> labels = run.entry().labels();
            RunId id = new RunId(picture.id(), labels.getOrDefault(SwarmLabels.RUN, ""));
            long revision = SwarmLabels.revision(labels);
            Run.State outcome = Run.State.valueOf(labels.getOrDefault(OUTCOME, Run.State.UNKNOWN.name()));
            Run.Builder told = outcome == Run.State.PENDING
                    ? view(picture, run, id, revision).run()
                    : Run.builder(id, revision, outcome).reason(labels.getOrDefault(REASON, ""), message(run.entry()));
            runs.add(told.scheduledAt(tick(run.entry())).build());
        }
        return runs;
    }

    private static String message(ConfigObject entry) {
        return entry.data().startsWith(CONTENT) ? entry.data().substring(CONTENT.length()) : "";
    }

    private static RunView view(WorkloadPicture picture, WorkloadPicture.RunEntry run, RunId id, long revision) {
        boolean cancelled = run.entry().labels().containsKey(SwarmLabels.CANCELLED);
        List<TaskObject> tasks = picture.tasks().stream()
                .filter(task -> SwarmLabels.run(task.labels()).equals(Optional.of(id.name())))
                .toList();
        RunView.Shape shape = run.service()
                .map(service -> SwarmRuns.shape(service, true))
                .orElse(new RunView.Shape(Optional.of(1), 0, false, true));
        return new RunView(
                id,
                revision,
                new RunView.Shape(shape.completions(), shape.retries(), cancelled || shape.cancelled(), true),
                tasks);
    }
}
