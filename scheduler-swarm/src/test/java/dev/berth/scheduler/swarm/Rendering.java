package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.render.Json;
import java.util.List;

/** Specs, what they are rendered to, and what is written for that. */
final class Rendering {
    static final String OWNER = "tests";
    static final String IMAGE = "localhost:1/busybox:1";
    static final WorkloadId ID = WorkloadId.of("shop", "web");
    static final SwarmTranslator TRANSLATOR = new SwarmTranslator();

    private Rendering() {}

    static Task.Builder task() {
        return Task.main(ImageArtifact.builder(IMAGE)
                .entrypoint(List.of("/bin/sh", "-c"))
                .arguments(List.of("sleep 1000"))
                .build());
    }

    static WorkloadSpec.Builder spec(Task.Builder task) {
        return WorkloadSpec.builder(ID, Mode.replicated(2)).task(task.build());
    }

    static WorkloadSpec.Builder spec() {
        return spec(task());
    }

    static RenderInput input(WorkloadSpec spec, long generation, long revision, List<NativeObject> stored) {
        return RenderInput.of(spec, new Version("life", generation), revision, stored, OWNER);
    }

    static List<NativeObject> render(WorkloadSpec spec, long revision) {
        return TRANSLATOR.render(input(spec, revision, revision, List.of()));
    }

    /** Of another edit with the same template. */
    static List<NativeObject> rerender(WorkloadSpec spec, long generation, List<NativeObject> stored) {
        return TRANSLATOR.render(input(spec, generation, 1, stored));
    }

    static ObjectNode service(List<NativeObject> objects) {
        return Json.read(serviceObject(objects).document());
    }

    static NativeObject serviceObject(List<NativeObject> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals(SwarmTranslator.SERVICE))
                .findFirst()
                .orElseThrow();
    }

    static ObjectNode service(WorkloadSpec spec) {
        return service(render(spec, 1));
    }

    static List<NativeWrite> diff(List<NativeObject> desired, List<NativeObject> there) {
        Observed.Builder observed = Observed.builder().mark("mark");
        there.forEach(observed::object);
        return TRANSLATOR.diff(desired, observed.build());
    }
}
