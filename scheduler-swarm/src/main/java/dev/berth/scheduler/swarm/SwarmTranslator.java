package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.swarm.check.SpecCheck;
import dev.berth.scheduler.swarm.render.Json;
import dev.berth.scheduler.swarm.render.RunForm;
import dev.berth.scheduler.swarm.render.ServiceForm;
import dev.berth.scheduler.swarm.render.ServiceForm.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Specs to one service for each workload, and a config for each of its files. */
final class SwarmTranslator implements Translator {
    /** The kind of a service's native object; its document is what {@code /services/create} takes. */
    static final String SERVICE = "Service";

    /** Grows whenever the same spec is written otherwise than before. */
    private static final String RENDERER = "swarm/1";

    @Override
    public String rendererVersion() {
        return RENDERER;
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        return SpecCheck.of(spec);
    }

    /** Files come first: a service can only be made of configs that are there. */
    @Override
    public List<NativeObject> render(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Optional<ObjectNode> stored = service(input.stored());
        List<NativeObject> objects = new ArrayList<>(stored.isPresent() ? files(input.stored()) : files(input));
        Template template =
                stored.map(service -> Template.stored(service, spec)).orElseGet(() -> template(input));
        Map<String, String> labels = ServiceLabels.of(input);
        if (stored.isPresent() && isHeld(input)) {
            objects.add(FileConfig.hold(input));
            labels.put(SwarmLabels.GENERATION, ServiceLabels.generation(stored.get()));
        }
        String name = SwarmNames.service(spec.id());
        ObjectNode service =
                ServiceForm.of(name, labels, template, spec, input.directives().cancelled());
        objects.add(new NativeObject(SERVICE, name, Json.write(service)));
        return objects;
    }

    /** A rollout that failed is held by writing nothing on the service: whatever is written there makes it go on. */
    private static boolean isHeld(RenderInput input) {
        return input.directives().paused()
                && switch (input.spec().mode().kind()) {
                    case REPLICATED, GLOBAL -> true;
                    case BATCH, GLOBAL_BATCH, CRON -> false;
                };
    }

    private static Template template(RenderInput input) {
        WorkloadSpec spec = input.spec();
        return Template.of(
                spec, ServiceLabels.ofInstances(input), content -> SwarmNames.file(input.owner(), spec.id(), content));
    }

    private static List<NativeObject> files(RenderInput input) {
        return FileConfig.of(input.spec(), input.owner());
    }

    private static List<NativeObject> files(List<NativeObject> stored) {
        return stored.stream().filter(FileConfig::isFile).toList();
    }

    /** The run's own service, made of what the CRON's would run, which runs nothing itself. */
    @Override
    public List<NativeObject> renderRun(RunInput input) {
        WorkloadId id = input.run().workload();
        ObjectNode accepted = service(input.rendering())
                .orElseThrow(() -> new IllegalArgumentException("the rendering of " + id + " has no service"));
        var mark = Map.entry(SwarmLabels.RUN, input.run().name());
        String name = SwarmNames.run(input.owner(), input.run());
        ObjectNode service = RunForm.of(name, ServiceLabels.of(input), mark, accepted, input.spec());
        return List.of(new NativeObject(SERVICE, name, Json.write(service)));
    }

    private static Optional<ObjectNode> service(List<NativeObject> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals(SERVICE))
                .findFirst()
                .map(SwarmTranslator::read);
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        return SwarmDifference.between(desired, observed);
    }

    /** A copy that may be changed. How it is damaged is told without its values, which may be secret. */
    static ObjectNode read(NativeObject object) {
        try {
            return Json.read(object.document());
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
