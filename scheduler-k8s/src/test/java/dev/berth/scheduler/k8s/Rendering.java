package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;

/** Specs, what they are rendered to, and what is written for that. */
final class Rendering {
    static final String OWNER = "tests";
    static final String IMAGE = "localhost:1/busybox:1";
    static final WorkloadId ID = WorkloadId.of("shop", "web");
    static final KubernetesTranslator TRANSLATOR = new KubernetesTranslator();

    private Rendering() {}

    static Task.Builder task() {
        return Task.main(ImageArtifact.builder(IMAGE)
                .entrypoint(List.of("/bin/sh", "-c"))
                .arguments(List.of("sleep 1000"))
                .build());
    }

    static WorkloadSpec.Builder spec(Task.Builder task) {
        return WorkloadSpec.builder(ID, Mode.replicated(1)).task(task.build());
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

    /** Of one tick. */
    static List<NativeObject> run(WorkloadSpec cron) {
        return TRANSLATOR.renderRun(RunInput.of(
                new RunId(ID, "20261121t030000z"),
                cron,
                new Version("life", 1),
                1,
                Instant.EPOCH,
                render(cron, 1),
                OWNER));
    }

    static ObjectNode manifest(List<NativeObject> objects) {
        return ManifestText.read(objects.get(objects.size() - 1).document());
    }

    /** The manifest of the workload's own object. */
    static ObjectNode manifest(WorkloadSpec spec) {
        return manifest(render(spec, 1));
    }

    static List<NativeWrite> diff(List<NativeObject> desired, List<NativeObject> there) {
        Observed.Builder observed = Observed.builder().mark("mark");
        there.forEach(observed::object);
        return TRANSLATOR.diff(desired, observed.build());
    }
}
