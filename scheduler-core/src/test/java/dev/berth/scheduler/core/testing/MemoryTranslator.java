package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object for each workload: {@code incarnation generation revision replicas directives template}, the directives
 * left out when there are none.
 */
public final class MemoryTranslator implements Translator {
    private static final Pattern DOCUMENT = Pattern.compile("(\\S+) (\\d+) (\\d+) (\\d+) (paused |cancelled )?(.*)");

    private final String rendererVersion;

    public MemoryTranslator() {
        this("1");
    }

    public MemoryTranslator(String rendererVersion) {
        this.rendererVersion = rendererVersion;
    }

    @Override
    public String rendererVersion() {
        return rendererVersion;
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        return spec.labels().containsKey("refuse-me")
                ? List.of(Problem.unsupported("labels", "labels", "this backend refuses it"))
                : List.of();
    }

    @Override
    public List<NativeObject> render(RenderInput input) {
        WorkloadSpec spec = input.spec();
        int replicas = spec.mode() instanceof Replicated replicated ? replicated.replicas() : 1;
        String template = input.stored().isEmpty()
                ? template(spec)
                : parse(input.stored().get(0).document()).group(6);
        return List.of(new NativeObject(
                "Memory",
                spec.id().toString(),
                input.version().incarnation() + " " + input.version().generation() + " " + input.revision() + " "
                        + replicas + " " + directives(input.directives()) + template));
    }

    private static String directives(Directives asked) {
        return asked.paused() ? "paused " : asked.cancelled() ? "cancelled " : "";
    }

    private String template(WorkloadSpec spec) {
        ProcessArtifact process = (ProcessArtifact) spec.main().artifacts().get(0);
        return "renderer" + rendererVersion + ":" + process.executable() + process.arguments()
                + spec.main().environment();
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        List<NativeWrite> writes = new ArrayList<>();
        Optional<NativeObject> present = observed.objects().stream().findFirst();
        for (NativeObject object : desired) {
            if (present.isEmpty()) {
                writes.add(new NativeWrite(NativeWrite.Action.CREATE, object, observed.mark(), false));
            } else if (!present.get().equals(object)) {
                boolean replaces = !parse(present.get().document())
                        .group(3)
                        .equals(parse(object.document()).group(3));
                writes.add(new NativeWrite(NativeWrite.Action.UPDATE, object, observed.mark(), replaces));
            }
        }
        if (desired.isEmpty()) {
            present.ifPresent(
                    object -> writes.add(new NativeWrite(NativeWrite.Action.DELETE, object, observed.mark(), true)));
        }
        return writes;
    }

    static Version version(NativeObject object) {
        Matcher parts = parse(object.document());
        return new Version(parts.group(1), Long.parseLong(parts.group(2)));
    }

    static long revision(NativeObject object) {
        return Long.parseLong(parse(object.document()).group(3));
    }

    static int replicas(NativeObject object) {
        return Integer.parseInt(parse(object.document()).group(4));
    }

    private static Matcher parse(String document) {
        Matcher matcher = DOCUMENT.matcher(document);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a memory object: " + document);
        }
        return matcher;
    }
}
