package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth plan}: what an edit would do. */
final class PlanCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.files(spec);
        Options.namespace(spec);
        ApplyCommand.options(spec);
        Options.flag(spec, "Also shows what would be sent to the backend.", Options.NATIVE);
        Options.parameters(
                spec, "WORD", "0..*", "Instead of files: scale WORKLOAD=N..., restart or remove WORKLOAD...");
        Options.help(
                spec,
                "Shows what applying files, or another edit, would do: fields, causes, restarts. Changes nothing.",
                "berth plan -f web.yaml",
                "berth plan -f web.yaml --native",
                "berth plan scale web=5",
                "berth plan remove web api");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> words = invocation.parameters();
        boolean hasFiles = !invocation.texts(Options.FILE).isEmpty();
        if (hasFiles != words.isEmpty()) {
            throw new UsageException("say what to plan, with -f FILE or one of scale, restart, remove");
        }
        if (hasFiles) {
            LocatedSpecs specs = ApplyCommand.specs(invocation);
            return new EditRun(invocation, specs)
                    .plan(ApplyCommand.edits(specs), ApplyCommand.options(invocation, specs));
        }
        return EditRun.of(invocation).plan(verb(invocation, words), PlanOptions.DEFAULT);
    }

    private static List<Edit> verb(Invocation invocation, List<String> words) {
        List<String> operands = words.subList(1, words.size());
        if (operands.isEmpty()) {
            throw new UsageException("say which workload to " + words.get(0));
        }
        Optional<String> namespace = invocation.text(Options.NAMESPACE);
        List<Edit> edits = new ArrayList<>();
        for (String operand : operands) {
            edits.add(
                    switch (words.get(0)) {
                        case "scale" -> ScaleCommand.edit(operand, namespace);
                        case "restart" -> Edit.restart(WorkloadNames.id(operand, namespace));
                        case "remove" -> Edit.remove(WorkloadNames.id(operand, namespace));
                        default ->
                            throw new UsageException(
                                    "'" + words.get(0) + "' can't be planned; use -f FILE, scale, restart or remove");
                    });
        }
        return edits;
    }
}
