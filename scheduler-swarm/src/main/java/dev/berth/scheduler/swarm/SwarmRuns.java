package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.status.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs of batches, one for each revision of which there are tasks, and of crons. Pure. */
final class SwarmRuns {
    private SwarmRuns() {}

    static List<Run> of(WorkloadPicture picture) {
        Optional<Mode.Kind> mode = picture.service().flatMap(service -> SwarmLabels.mode(service.labels()));
        if (mode.isEmpty()) {
            return List.of();
        }
        return switch (mode.get()) {
            case BATCH, GLOBAL_BATCH -> batches(picture, picture.service().get());
            case CRON -> SwarmTicks.of(picture);
            case REPLICATED, GLOBAL -> List.of();
        };
    }

    private static List<Run> batches(WorkloadPicture picture, ServiceObject service) {
        long current = SwarmLabels.revision(service.labels());
        Map<Long, List<TaskObject>> revisions = picture.tasks().stream()
                .filter(task -> task.serviceId().equals(service.id()))
                .collect(Collectors.groupingBy(
                        task -> SwarmLabels.revision(task.labels()), TreeMap::new, Collectors.toList()));
        revisions.computeIfAbsent(current, revision -> List.of());
        List<Run> runs = new ArrayList<>();
        revisions.forEach((revision, tasks) -> {
            RunId id = new RunId(picture.id(), Long.toString(revision));
            runs.add(new RunView(id, revision, shape(service, revision == current), tasks)
                    .run()
                    .build());
        });
        return runs;
    }

    static RunView.Shape shape(ServiceObject service, boolean current) {
        JsonNode replicas = service.spec().at("/Mode/Replicated/Replicas");
        boolean global = replicas.isMissingNode();
        return new RunView.Shape(
                global
                        ? Optional.empty()
                        : SwarmLabels.completions(service.labels()).or(() -> Optional.of(replicas.asInt())),
                service.spec().at("/TaskTemplate/RestartPolicy/MaxAttempts").asInt(0),
                service.labels().containsKey(SwarmLabels.CANCELLED),
                current);
    }

    /** Of a batch whether its run has ended; empty of everything else. */
    static Optional<Progress> progress(ServiceObject service, List<Run> runs) {
        return SwarmLabels.mode(service.labels()).flatMap(mode -> switch (mode) {
            case BATCH, GLOBAL_BATCH -> {
                long current = SwarmLabels.revision(service.labels());
                boolean over = runs.stream()
                        .anyMatch(
                                run -> run.revision() == current && run.state().isOver());
                yield Optional.of(over ? Progress.COMPLETE : Progress.ONGOING);
            }
            case CRON -> Optional.of(Progress.COMPLETE);
            case REPLICATED, GLOBAL -> Optional.empty();
        });
    }
}
