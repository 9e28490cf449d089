package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The objects of the embedded cluster, written by somebody who is not Berth. */
final class LocalObjects implements UsualEnvironment.NativeObjects {
    private static final Pattern REPLICAS = Pattern.compile("\"replicas\"\\s*:\\s*(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Backend backend;
    private final Map<WorkloadId, Observed> made = new ConcurrentHashMap<>();

    LocalObjects(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void change(WorkloadId id) {
        Observed observed = read(id);
        NativeObject ours = observed.objects().get(0);
        String changed = REPLICAS.matcher(ours.document())
                .replaceFirst(found -> "\"replicas\":" + (Integer.parseInt(found.group(1)) + 1));
        if (changed.equals(ours.document())) {
            throw new IllegalStateException("no count in " + ours.document());
        }
        send(id, NativeWrite.Action.UPDATE, new NativeObject(ours.kind(), ours.name(), changed), observed.mark());
    }

    @Override
    public void create(WorkloadId id) {
        WorkloadSpec spec = WorkloadSpec.builder(id, Mode.replicated(0))
                .task(Task.main(ProcessArtifact.builder("/bin/true").build()).build())
                .build();
        NativeObject theirs = new LocalProvider()
                .translator()
                .render(RenderInput.of(spec, new Version("theirs", 1), 1, List.of(), "somebody else"))
                .get(0);
        send(id, NativeWrite.Action.CREATE, theirs, Optional.empty());
        made.put(id, read(id));
    }

    @Override
    public boolean isUntouched(WorkloadId id) {
        Observed now = read(id);
        return Optional.ofNullable(made.get(id))
                .filter(then -> then.mark().equals(now.mark()) && then.foreign().equals(now.foreign()))
                .isPresent();
    }

    @Override
    public void remove(WorkloadId id) {
        Observed observed = read(id);
        NativeObject theirs = new NativeObject("LocalWorkload", id.toString(), "");
        send(id, NativeWrite.Action.DELETE, theirs, observed.mark());
    }

    private Observed read(WorkloadId id) {
        return Optional.ofNullable(
                        backend.read(List.of(id), Call.within(PATIENCE)).get(id))
                .orElseThrow();
    }

    private void send(WorkloadId id, NativeWrite.Action action, NativeObject object, Optional<String> mark) {
        backend.send(id, new NativeWrite(action, object, mark, false), Call.within(PATIENCE));
    }
}
