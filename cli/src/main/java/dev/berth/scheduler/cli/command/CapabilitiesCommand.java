package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.cli.render.CapabilityTable;
import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.NeedsTable;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth capabilities}: what the backend can do, or whether it can do what files need. */
final class CapabilitiesCommand implements Command {
    private static final String MODE = "--mode";
    private static final String FOR = "--for";

    @Override
    public void declare(CommandSpec spec) {
        Options.text(spec, "MODE", "replicated (default), global, batch, global-batch or cron.", MODE);
        Options.texts(spec, "FILE", "Only what this file needs, and whether it is there.", FOR);
        Options.help(
                spec,
                "Lists what the backend does natively, what Berth makes up for, and what is refused, with reasons.",
                "berth capabilities",
                "berth capabilities --for web.yaml");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        BackendInfo backend = invocation.scheduler().describe();
        List<String> files = invocation.texts(FOR);
        if (!files.isEmpty()) {
            LocatedSpecs specs = SpecFiles.read(
                            files, invocation.surroundings().console().in())
                    .orThrow();
            return needs(invocation, backend, specs.plain());
        }
        Mode.Kind mode = invocation.text(MODE).map(CapabilitiesCommand::mode).orElse(Mode.Kind.REPLICATED);
        if (invocation.format().isForPeople()) {
            invocation
                    .out()
                    .line(SafeText.line(backend.product() + " " + backend.version() + " (" + backend.type() + ")"));
            invocation.print(CapabilityTable.of(backend, mode), "berth: no capabilities");
        } else {
            invocation.print(CapabilityTable.document(backend, mode));
        }
        return ExitCode.OK;
    }

    private static ExitCode needs(Invocation invocation, BackendInfo backend, List<WorkloadSpec> specs) {
        if (invocation.format().isForPeople()) {
            for (WorkloadSpec spec : specs) {
                invocation.print(NeedsTable.of(backend, spec), "berth: nothing is needed");
            }
        } else {
            invocation.print(Fields.list(specs, spec -> NeedsTable.document(backend, spec)));
        }
        boolean complete = specs.stream()
                .allMatch(spec -> Requirements.missing(spec, backend, false).isEmpty());
        return complete ? ExitCode.OK : ExitCode.UNSUPPORTED;
    }

    private static Mode.Kind mode(String text) {
        try {
            return Mode.Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--mode (=" + text + ") must be replicated, global, batch, global-batch or cron", e);
        }
    }
}
