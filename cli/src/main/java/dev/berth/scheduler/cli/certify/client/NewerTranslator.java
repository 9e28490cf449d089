package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.Translator;
import java.util.List;

/** The translator of a Berth that is yet to come: it gives every new template a variable more. */
final class NewerTranslator implements Translator {
    private final Translator present;

    NewerTranslator(Translator present) {
        this.present = present;
    }

    @Override
    public String rendererVersion() {
        return present.rendererVersion() + "-newer";
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        return present.check(spec, backend);
    }

    @Override
    public List<NativeObject> render(RenderInput input) {
        Task main = input.spec().main().toBuilder()
                .environment("RENDERED_BY", "newer")
                .build();
        return present.render(RenderInput.of(
                        input.spec().toBuilder().tasks(List.of(main)).build(),
                        input.version(),
                        input.revision(),
                        input.stored(),
                        input.owner())
                .withDirectives(input.directives()));
    }

    @Override
    public List<NativeObject> renderRun(RunInput input) {
        return present.renderRun(input);
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        return present.diff(desired, observed);
    }
}
