package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Specs to texts of the server, and what has to be sent. Pure: no I/O, no clock. */
final class ToyTranslator implements Translator {
    @Override
    public String rendererVersion() {
        return "1";
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        int replicas = ((Replicated) spec.mode()).replicas();
        return replicas <= 100
                ? List.of()
                : List.of(Problem.invalid(
                        "mode.replicated.replicas", "replicas (=" + replicas + ") must be 100 or less on a toy"));
    }

    @Override
    public List<NativeObject> render(RenderInput input) {
        Artifact artifact = input.spec().main().artifacts().get(0);
        Map<String, String> head = Map.of(
                "owner", input.owner(),
                "incarnation", input.version().incarnation(),
                "generation", String.valueOf(input.version().generation()),
                "revision", String.valueOf(input.revision()),
                "replicas", String.valueOf(((Replicated) input.spec().mode()).replicas()));
        String body = ((ProcessArtifact) artifact).executable() + " " + artifact.arguments();
        String name = "workloads/" + input.spec().id();
        return List.of(new NativeObject("Text", name, ToyText.of(head, body).toString()));
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        Optional<NativeObject> present = observed.objects().stream().findFirst();
        Optional<NativeObject> wanted = desired.stream().findFirst();
        if (present.equals(wanted)) {
            return List.of();
        }
        NativeWrite.Action action = wanted.isEmpty()
                ? NativeWrite.Action.DELETE
                : present.isEmpty() ? NativeWrite.Action.CREATE : NativeWrite.Action.UPDATE;
        boolean replaces = present.isPresent() && !revision(present).equals(wanted.isEmpty() ? "" : revision(wanted));
        return List.of(new NativeWrite(action, wanted.or(() -> present).orElseThrow(), observed.mark(), replaces));
    }

    private static String revision(Optional<NativeObject> object) {
        return object.map(text -> ToyText.parse(text.document()).get("revision"))
                .orElse("");
    }

    static Version version(ToyText text) {
        return new Version(text.get("incarnation"), text.number("generation"));
    }
}
