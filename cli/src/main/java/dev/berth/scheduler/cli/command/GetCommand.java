package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.ExplainText;
import dev.berth.scheduler.cli.render.NextTick;
import dev.berth.scheduler.cli.render.WorkloadDetails;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth get}: one or several workloads, as accepted and as observed. */
final class GetCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.namespace(spec);
        Options.parameters(spec, Options.WORKLOAD, "1..*", "The workloads to show.");
        Options.help(
                spec,
                "Shows workloads. -o yaml prints the very specs, which can be applied again; -o json the status too.",
                "berth get web",
                "berth get web -o yaml > web.yaml");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Workload> workloads = invocation.lookup().existing(WorkloadNames.ids(invocation));
        switch (invocation.format()) {
            case YAML ->
                invocation
                        .out()
                        .text(new SpecCodec()
                                .toYaml(workloads.stream().map(Workload::spec).toList()));
            case JSON -> invocation.print(WorkloadDetails.document(workloads));
            case TABLE, WIDE -> print(invocation, workloads);
        }
        return ExitCode.OK;
    }

    private static void print(Invocation invocation, List<Workload> workloads) {
        for (Workload workload : workloads) {
            List<String> summary = new ArrayList<>(
                    ExplainText.lines(workload, List.of(), invocation.out().colours()));
            summary.addAll(NextTick.line(
                    workload,
                    invocation.scheduler().workloads()::runs,
                    invocation.surroundings().clock().instant()));
            invocation.out().lines(WorkloadDetails.lines(workload, summary, new SpecCodec().toYaml(workload.spec())));
        }
    }
}
