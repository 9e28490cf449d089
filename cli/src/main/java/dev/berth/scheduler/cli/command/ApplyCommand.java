package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth apply}: makes everything as the files say. */
final class ApplyCommand implements Command {
    private static final String PRUNE = "--prune";
    private static final String KEEP_REPLICAS = "--keep-replicas";
    private static final String EXPECT = "--expect";
    private static final String ADOPT = "--adopt";
    private static final String NATIVE_ONLY = "--native-only";
    private static final String REFRESH = "--refresh-rendering";

    @Override
    public void declare(CommandSpec spec) {
        Options.files(spec);
        Options.edits(spec);
        options(spec);
        Options.help(
                spec,
                "Makes workloads as files say, all of them in one edit: all are checked before the first is sent.",
                "berth apply -f web.yaml --wait",
                "berth apply -f web.yaml -f jobs/ --dry-run",
                "generate | berth apply -f - --prune app=shop");
    }

    /** What says how specs are applied; plan takes it too. */
    static void options(CommandSpec spec) {
        Options.texts(spec, "LABEL=VALUE", "Removes workloads with these labels that no file states.", PRUNE);
        Options.flag(spec, "Leaves the current count of instances as it is.", KEEP_REPLICAS);
        Options.text(spec, "VERSION", "Fails with CONFLICT unless this is still the workload's version.", EXPECT);
        Options.flag(spec, "Takes over names that belong to something that is not Berth's.", ADOPT);
        Options.flag(spec, "Refuses what the backend can do only with Berth's help.", NATIVE_ONLY);
        Options.flag(spec, "Also renders anew, with this version of Berth, what did not change.", REFRESH);
    }

    @Override
    public boolean changes(Invocation invocation) {
        return !invocation.flag(Options.DRY_RUN);
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        LocatedSpecs specs = specs(invocation);
        return new EditRun(invocation, specs).run(edits(specs), options(invocation, specs));
    }

    static LocatedSpecs specs(Invocation invocation) {
        if (invocation.texts(Options.FILE).isEmpty()) {
            throw new UsageException("say what to apply with -f FILE, or -f - for stdin");
        }
        return invocation.specs().orThrow();
    }

    static List<Edit> edits(LocatedSpecs specs) {
        List<Edit> edits = new ArrayList<>();
        for (WorkloadSpec spec : specs.plain()) {
            edits.add(Edit.apply(spec));
        }
        return edits;
    }

    static PlanOptions options(Invocation invocation, LocatedSpecs specs) {
        PlanOptions options = PlanOptions.DEFAULT;
        options = invocation.flag(KEEP_REPLICAS) ? options.keepReplicas() : options;
        options = invocation.flag(NATIVE_ONLY) ? options.requireNative() : options;
        options = invocation.flag(REFRESH) ? options.refreshRendering() : options;
        if (invocation.flag(ADOPT)) {
            for (WorkloadSpec spec : specs.plain()) {
                options = options.adopt(spec.id());
            }
        }
        List<String> pruned = invocation.texts(PRUNE);
        if (!pruned.isEmpty()) {
            options = options.prune(WorkloadNames.labelled(Selector.all(), pruned, PRUNE));
        }
        return expecting(options, invocation.text(EXPECT), specs);
    }

    private static PlanOptions expecting(PlanOptions options, Optional<String> version, LocatedSpecs specs) {
        if (version.isEmpty()) {
            return options;
        }
        if (specs.plain().size() != 1) {
            throw new UsageException("--expect is about one workload; the files hold "
                    + specs.plain().size());
        }
        WorkloadId id = specs.plain().get(0).id();
        return options.expect(id, WorkloadNames.version(EXPECT, version.get()));
    }
}
