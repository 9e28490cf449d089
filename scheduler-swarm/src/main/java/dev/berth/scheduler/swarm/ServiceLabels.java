package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.render.Labels;
import java.util.Locale;
import java.util.Map;

/** The labels that a rendering bears, in the words of {@link SwarmLabels}. Pure. */
final class ServiceLabels {
    private ServiceLabels() {}

    /** Of a service: another value of these replaces nothing. */
    static Map<String, String> of(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Map<String, String> labels = SwarmLabels.ownership(input.owner(), spec.id());
        versioned(labels, input.version(), input.revision());
        mode(labels, spec.mode());
        if (input.directives().cancelled()) {
            labels.put(SwarmLabels.CANCELLED, "true");
        }
        spec.rollout()
                .progressDeadline()
                .ifPresent(deadline -> labels.put(SwarmLabels.PROGRESS_DEADLINE, deadline.toString()));
        spec.labels().forEach((key, value) -> labels.put(Labels.USER_PREFIX + key, value));
        return labels;
    }

    /** Of the service of a run. */
    static Map<String, String> of(RunInput input) {
        Map<String, String> labels =
                SwarmLabels.ownership(input.owner(), input.run().workload());
        versioned(labels, input.version(), input.revision());
        mode(labels, input.spec().mode());
        labels.put(SwarmLabels.RUN, input.run().name());
        labels.put(SwarmLabels.TICK, input.tick().toString());
        return labels;
    }

    /** Of containers: the revision among them is what makes a restart of an equal spec replace its instances. */
    static Map<String, String> ofInstances(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Map<String, String> labels = SwarmLabels.ownership(input.owner(), spec.id());
        labels.put(SwarmLabels.INCARNATION, input.version().incarnation());
        labels.put(SwarmLabels.REVISION, Long.toString(input.revision()));
        for (Port port : spec.main().ports()) {
            String protocol = port.protocol().name().toLowerCase(Locale.ROOT);
            labels.put(SwarmLabels.PORT + port.name(), port.number().orElseThrow() + "/" + protocol);
        }
        return labels;
    }

    /** The edit that a rendered service bears. */
    static String generation(ObjectNode service) {
        return service.path("Labels").path(SwarmLabels.GENERATION).asText();
    }

    private static void versioned(Map<String, String> labels, Version version, long revision) {
        labels.put(SwarmLabels.INCARNATION, version.incarnation());
        labels.put(SwarmLabels.GENERATION, Long.toString(version.generation()));
        labels.put(SwarmLabels.REVISION, Long.toString(revision));
    }

    private static void mode(Map<String, String> labels, Mode mode) {
        labels.put(SwarmLabels.MODE, mode.kind().name());
        if (mode instanceof Batch batch) {
            completions(labels, batch);
        } else if (mode instanceof Cron cron) {
            completions(labels, cron.batch());
        }
    }

    private static void completions(Map<String, String> labels, Batch batch) {
        labels.put(SwarmLabels.COMPLETIONS, Integer.toString(batch.completions()));
    }
}
