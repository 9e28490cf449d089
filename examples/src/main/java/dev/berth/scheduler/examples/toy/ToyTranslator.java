package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.NativeWrite.Action;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import java.util.List;

/** Specs to scripts of the server, and what has to be sent. Pure: no I/O, no clock. */
final class ToyTranslator implements Translator {
    @Override
    public String rendererVersion() {
        return "1";
    }

    /** What no capability is about: {@code env} would take such a program for a variable. */
    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        String program = program(spec.main()).executable();
        String where = "tasks[0].artifacts[0].process.executable";
        String message = "executable (=" + program + ") must have no '=' on a toy";
        return program.contains("=") ? List.of(Problem.invalid(where, message)) : List.of();
    }

    /** Of an equal template the stored script is kept, or a new version of this adapter would replace all copies. */
    @Override
    public List<NativeObject> render(RenderInput input) {
        WorkloadSpec spec = input.spec();
        List<NativeObject> stored = input.stored();
        String script = stored.isEmpty()
                ? script(spec.main())
                : ToyObject.parse(stored.get(0).document()).script();
        int replicas = ((Replicated) spec.mode()).replicas();
        ToyObject object = new ToyObject(replicas, input.revision(), input.version(), input.owner(), script);
        return List.of(new NativeObject("Script", spec.id().toString(), object.document()));
    }

    private static String script(Task task) {
        StringBuilder script = new StringBuilder("exec env -i");
        task.environment().forEach((name, value) -> {
            boolean literal = value instanceof EnvironmentValue.Literal;
            String text = literal ? ((EnvironmentValue.Literal) value).value() : "";
            script.append(' ').append(quoted(name + "=" + text)).append(literal ? "" : "\"$INSTANCE\"");
        });
        script.append(' ').append(quoted(program(task).executable()));
        program(task).arguments().forEach(word -> script.append(' ').append(quoted(word)));
        return script.append('\n').toString();
    }

    private static ProcessArtifact program(Task task) {
        return (ProcessArtifact) task.artifacts().get(0);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        List<NativeObject> present = observed.objects();
        if (present.equals(desired)) {
            return List.of();
        }
        Action action = desired.isEmpty() ? Action.DELETE : present.isEmpty() ? Action.CREATE : Action.UPDATE;
        NativeObject object = desired.isEmpty() ? present.get(0) : desired.get(0);
        boolean replaces = action == Action.UPDATE && revision(object) != revision(present.get(0));
        return List.of(new NativeWrite(action, object, observed.mark(), replaces));
    }

    private static long revision(NativeObject object) {
        return ToyObject.parse(object.document()).revision();
    }
}
