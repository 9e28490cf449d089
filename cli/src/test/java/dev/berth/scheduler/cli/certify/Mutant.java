package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A backend that is broken on purpose, over the simulator.
 *
 * @param rule whose tests have to find out
 * @param lie what it does, as a sentence
 */
record Mutant(Rule rule, String lie, Layers layers) {
    /** Where it is broken. */
    interface Layers {
        default Backend backend(Backend honest, SimulatedUnderTest simulation) {
            return honest;
        }

        default Translator translator(Translator honest) {
            return honest;
        }

        default Scheduler scheduler(Scheduler honest, SimulatedUnderTest simulation) {
            return honest;
        }

        default Client client(Client honest) {
            return honest;
        }

        default Environment environment(Environment honest, SimulatedUnderTest simulation) {
            return honest;
        }
    }

    /** Renders another spec than it was given. */
    static Mutant rendering(Rule rule, String lie, UnaryOperator<WorkloadSpec> change) {
        return rendering(rule, lie, (spec, revision) -> change.apply(spec));
    }

    /** Likewise; knows the revision. */
    static Mutant rendering(Rule rule, String lie, BiFunction<WorkloadSpec, Long, WorkloadSpec> change) {
        return inputs(rule, lie, input -> with(input, change.apply(input.spec(), input.revision())));
    }

    static RenderInput with(RenderInput input, WorkloadSpec spec) {
        return RenderInput.of(spec, input.version(), input.revision(), input.stored(), input.owner())
                .withDirectives(input.directives());
    }

    /** Renders something else altogether. */
    static Mutant inputs(Rule rule, String lie, UnaryOperator<RenderInput> change) {
        return new Mutant(rule, lie, new Layers() {
            @Override
            public Translator translator(Translator honest) {
                return Intercepted.calling(
                        Translator.class,
                        honest,
                        "render",
                        (arguments, proceed) -> proceed.with(List.of(change.apply((RenderInput) arguments.get(0)))));
            }
        });
    }

    /** Renders other lasting verbs than were asked for. */
    static Mutant held(Rule rule, String lie, UnaryOperator<Directives> change) {
        return inputs(rule, lie, input -> input.withDirectives(change.apply(input.directives())));
    }

    /** Renders the placement of another spec. */
    static Mutant placing(Rule rule, String lie, UnaryOperator<Placement> change) {
        return rendering(
                rule,
                lie,
                spec -> spec.toBuilder()
                        .placement(change.apply(spec.placement()))
                        .build());
    }

    /** Renders another main task. */
    static Mutant tasks(Rule rule, String lie, UnaryOperator<Task> change) {
        return rendering(rule, lie, spec -> withTask(spec, change));
    }

    static WorkloadSpec withTask(WorkloadSpec spec, UnaryOperator<Task> change) {
        return spec.toBuilder()
                .tasks(spec.tasks().stream()
                        .map(task -> task.role() == Task.Role.MAIN ? change.apply(task) : task)
                        .toList())
                .build();
    }

    /** Does something of its own with each call of a method of the workloads. */
    static Mutant workloads(Rule rule, String lie, String method, Intercepted.Call instead) {
        return scheduler(rule, lie, honest -> within(honest, "workloads", Workloads.class, method, instead));
    }

    /** Does something of its own with each call of a method of the nodes. */
    static Mutant nodes(Rule rule, String lie, String method, Intercepted.Call instead) {
        return scheduler(rule, lie, honest -> within(honest, "nodes", Nodes.class, method, instead));
    }

    private static <T> Scheduler within(
            Scheduler honest, String part, Class<T> type, String method, Intercepted.Call instead) {
        return Intercepted.answering(
                Scheduler.class, honest, part, all -> Intercepted.calling(type, type.cast(all), method, instead));
    }

    /** Sends other edits than it was asked for. */
    static Mutant edits(Rule rule, String lie, UnaryOperator<Edit> change) {
        return workloads(
                rule,
                lie,
                "edit",
                (arguments, proceed) -> arguments.get(0) instanceof Collection<?> edits
                        ? proceed.with(List.of(
                                edits.stream()
                                        .map(edit -> change.apply((Edit) edit))
                                        .toList(),
                                arguments.get(1)))
                        : proceed.with(arguments));
    }

    /** Breaks every scheduler, those with a limit of their own too. */
    static Mutant scheduler(Rule rule, String lie, UnaryOperator<Scheduler> breaking) {
        return new Mutant(rule, lie, new Layers() {
            @Override
            public Scheduler scheduler(Scheduler honest, SimulatedUnderTest simulation) {
                return within(honest, breaking);
            }
        });
    }

    static Scheduler within(Scheduler honest, UnaryOperator<Scheduler> breaking) {
        return Intercepted.answering(
                Scheduler.class, breaking.apply(honest), "within", limited -> within((Scheduler) limited, breaking));
    }

    /** Does something to the simulation after some edits. */
    static Mutant sabotaging(
            Rule rule, String lie, Predicate<Edit> when, BiConsumer<Edit, SimulatedUnderTest> sabotage) {
        return new Mutant(rule, lie, new Layers() {
            @Override
            public Scheduler scheduler(Scheduler honest, SimulatedUnderTest simulation) {
                return within(
                        honest,
                        inner -> within(inner, "workloads", Workloads.class, "edit", (arguments, proceed) -> {
                            Object answer = proceed.with(arguments);
                            if (arguments.get(0) instanceof Collection<?> edits) {
                                edits.stream()
                                        .map(edit -> (Edit) edit)
                                        .filter(when)
                                        .forEach(edit -> sabotage.accept(edit, simulation));
                            }
                            return answer;
                        }));
            }
        });
    }
}
