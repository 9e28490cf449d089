package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Fields;
import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.render.PlanDocument;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.codec.LocatedSpec;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.error.Problem;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth validate}: what is wrong with files, without asking any backend. */
final class ValidateCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.files(spec);
        Options.parameters(spec, "FILE", "0..*", "The same as -f FILE.");
        Options.help(
                spec,
                "Checks files without asking any backend: every problem, with its file, line and column.",
                "berth validate -f web.yaml",
                "berth validate -f specs/ -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        LocatedSpecs specs = invocation.specsAnd(invocation.parameters());
        if (invocation.format().isForPeople()) {
            print(invocation, specs);
        } else {
            invocation.print(new Fields()
                    .truth("valid", specs.problems().isEmpty())
                    .list("workloads", specs.specs(), ValidateCommand::id)
                    .list("problems", specs.problems(), PlanDocument::problem)
                    .map());
        }
        return specs.problems().isEmpty() ? ExitCode.OK : ExitCode.INVALID;
    }

    private static ScalarNode id(LocatedSpec located) {
        return ScalarNode.text(located.spec().id().toString());
    }

    private static void print(Invocation invocation, LocatedSpecs specs) {
        if (specs.problems().isEmpty()) {
            for (LocatedSpec located : specs.specs()) {
                invocation
                        .out()
                        .line(invocation.out().colours().paint(Colour.GOOD, "valid") + " "
                                + Names.workload(located.spec().id()));
            }
            return;
        }
        for (Problem problem : specs.problems()) {
            invocation.error().line(SafeText.line(problem.toString()));
        }
        invocation.error().line("berth: " + Names.count(specs.problems().size(), "problem"));
    }
}
