package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Backends that take edits wrongly. */
final class BrokenEdits {
    static final List<Mutant> ALL = List.of(
            Mutant.edits(Rule.IDN_1, "names are cut at 29 characters", BrokenEdits::cut),
            Mutant.edits(Rule.CAP_1, "what isn't supported is left out", BrokenEdits::withoutUser),
            described(Rule.CAP_2, "what isn't supported has no reason", BrokenEdits::reasonless),
            counted(Rule.CAP_3, "every client is told another version"),
            Mutant.workloads(Rule.VAL_1, "of two problems one is told", "edit", BrokenEdits::oneByOne),
            Mutant.workloads(
                    Rule.APP_1,
                    "an update is answered with the revision before",
                    "edit",
                    (arguments, proceed) -> arguments.get(0) instanceof Collection<?>
                            ? earlier((Applied) given(proceed.with(arguments)))
                            : proceed.with(arguments)),
            Mutant.workloads(
                    Rule.APP_3,
                    "nobody looks at the expected version",
                    "edit",
                    (arguments, proceed) -> arguments.get(0) instanceof Collection<?>
                            ? proceed.with(List.of(arguments.get(0), PlanOptions.DEFAULT))
                            : proceed.with(arguments)),
            Mutant.workloads(
                    Rule.APP_4,
                    "a label is lost in what is given back",
                    "find",
                    (arguments, proceed) ->
                            ((Optional<?>) given(proceed.with(arguments))).map(found -> unlabelled((Workload) found))),
            planning(Rule.APP_6, "a plan says of one instance less that it is replaced", BrokenEdits::fewer),
            planning(Rule.APP_6, "a plan shows one field otherwise than it is sent", BrokenEdits::otherwise),
            Mutant.workloads(
                    Rule.APP_6,
                    "a prune removes nothing",
                    "plan",
                    (arguments, proceed) -> arguments.get(0) instanceof Collection<?>
                            ? proceed.with(List.of(arguments.get(0), PlanOptions.DEFAULT))
                            : proceed.with(arguments)),
            winningHalf(Rule.APP_3, "a second writer wins half"),
            upgrading(Rule.APP_9, "a newer version of Berth replaces everything"),
            remembering(Rule.APP_7, "drift is not seen"),
            reading(Rule.APP_8, "what is not ours is taken over"),
            Mutant.edits(
                    Rule.RMV_1,
                    "a removal leaves the workload with no instances",
                    edit -> edit.kind() == Edit.Kind.REMOVE ? Edit.scale(edit.id(), 0) : edit),
            rollingBack(Rule.HIS_1, "a rollback forgets one variable"),
            Mutant.workloads(
                    Rule.HIS_1,
                    "revisions are listed the oldest first",
                    "revisions",
                    (arguments, proceed) -> ((List<?>) given(proceed.with(arguments)))
                            .stream()
                                    .map(one -> (Revision) one)
                                    .sorted(Comparator.comparingLong(Revision::number))
                                    .toList()));

    private BrokenEdits() {}

    private static Object given(@Nullable Object answer) {
        return Objects.requireNonNull(answer);
    }

    private static Edit cut(Edit edit) {
        if (edit instanceof Edit.Apply apply && edit.id().name().length() > 29) {
            WorkloadId shorter =
                    new WorkloadId(edit.id().namespace(), edit.id().name().substring(0, 29));
            return Edit.apply(apply.spec().toBuilder().id(shorter).build());
        }
        return edit;
    }

    private static Edit withoutUser(Edit edit) {
        if (edit instanceof Edit.Apply apply && apply.spec().main().user().isPresent()) {
            Task.Builder copy = Task.main(apply.spec().main().artifacts().get(0));
            apply.spec().main().environment().forEach(copy::environment);
            return Edit.apply(
                    apply.spec().toBuilder().tasks(List.of(copy.build())).build());
        }
        return edit;
    }

    private static Mutant described(Rule rule, String lie, UnaryOperator<BackendInfo> change) {
        return Mutant.scheduler(
                rule,
                lie,
                honest -> Intercepted.answering(
                        Scheduler.class, honest, "describe", info -> change.apply((BackendInfo) info)));
    }

    private static BackendInfo reasonless(BackendInfo info) {
        BackendInfo.Builder copy = BackendInfo.builder(info.type(), info.product(), info.version());
        info.declared(Mode.Kind.REPLICATED)
                .forEach((capability, support) ->
                        copy.declare(capability, support.isSupported() ? support : Support.unsupported("")));
        return copy.build();
    }

    private static Mutant counted(Rule rule, String lie) {
        AtomicInteger client = new AtomicInteger();
        return described(rule, lie, info -> {
            BackendInfo.Builder copy =
                    BackendInfo.builder(info.type(), info.product(), "1." + client.incrementAndGet());
            info.declared(Mode.Kind.REPLICATED).forEach(copy::declare);
            return copy.build();
        });
    }

    /** Edits are made one after the other, until the first that fails. */
    private static Object oneByOne(List<Object> arguments, Intercepted.Proceeding proceed) throws Throwable {
        if (arguments.get(0) instanceof Collection<?> edits && edits.size() > 1) {
            List<Applied.Item> items = new ArrayList<>();
            for (Object edit : edits) {
                items.addAll(((Applied) given(proceed.with(List.of(List.of(edit), arguments.get(1))))).items());
            }
            return new Applied(items);
        }
        return given(proceed.with(arguments));
    }

    private static Applied earlier(Applied applied) {
        return new Applied(applied.items().stream()
                .map(item -> new Applied.Item(
                        item.id(),
                        item.action(),
                        item.version(),
                        item.action() == Change.Action.UPDATE ? item.revision() - 1 : item.revision(),
                        item.failure()))
                .toList());
    }

    private static Workload unlabelled(Workload found) {
        WorkloadSpec spec = found.spec().toBuilder().labels(Map.of()).build();
        return Workload.of(spec, found.version(), found.revision(), found.status());
    }

    private static Plan fewer(Plan plan) {
        return Intercepted.answering(
                Plan.class,
                plan,
                "changes",
                changes -> ((List<?>) changes)
                        .stream()
                                .map(change -> Intercepted.answering(
                                        Change.class,
                                        (Change) change,
                                        "restarts",
                                        count -> Math.max(0, (Integer) count - 1)))
                                .toList());
    }

    /** What is shown isn't what is executed. */
    private static Mutant planning(Rule rule, String lie, UnaryOperator<Plan> shown) {
        Map<Integer, Plan> honest = new ConcurrentHashMap<>();
        return Mutant.scheduler(
                rule,
                lie,
                scheduler -> Intercepted.answering(Scheduler.class, scheduler, "workloads", all -> {
                    Workloads planned = Intercepted.answering(Workloads.class, (Workloads) all, "plan", plan -> {
                        Plan other = shown.apply((Plan) plan);
                        honest.put(System.identityHashCode(other), (Plan) plan);
                        return other;
                    });
                    return Intercepted.calling(
                            Workloads.class,
                            planned,
                            "execute",
                            (arguments, proceed) -> proceed.with(List.of(honest.getOrDefault(
                                    System.identityHashCode(arguments.get(0)), (Plan) arguments.get(0)))));
                }));
    }

    /** Of an update, the count of the native objects. */
    private static Plan otherwise(Plan plan) {
        return Intercepted.answering(
                Plan.class,
                plan,
                "changes",
                changes -> ((List<?>) changes)
                        .stream()
                                .map(change -> ((Change) change).action() != Change.Action.UPDATE
                                        ? change
                                        : Intercepted.answering(
                                                Change.class, (Change) change, "rendering", BrokenEdits::recounted))
                                .toList());
    }

    private static Object recounted(Object rendering) {
        return ((List<?>) rendering)
                .stream()
                        .map(one -> (NativeObject) one)
                        .map(one -> new NativeObject(
                                one.kind(),
                                one.name(),
                                one.document().replaceFirst("\"replicas\"\\s*:\\s*\\d", "\"replicas\":9")))
                        .toList();
    }

    /** Who loses a claim goes on and sends what it can. */
    private static Mutant winningHalf(Rule rule, String lie) {
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                return Intercepted.answering(Backend.class, honest, "createIfAbsent", created -> true);
            }
        });
    }

    private static Mutant upgrading(Rule rule, String lie) {
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Translator translator(Translator honest) {
                return honest.rendererVersion().endsWith("-newer")
                        ? Intercepted.calling(Translator.class, honest, "render", (arguments, proceed) -> {
                            RenderInput input = (RenderInput) arguments.get(0);
                            return proceed.with(List.of(RenderInput.of(
                                            input.spec(),
                                            input.version(),
                                            input.revision() + 1,
                                            List.of(),
                                            input.owner())
                                    .withDirectives(input.directives())));
                        })
                        : honest;
            }
        });
    }

    /** What was written is taken for what is there. */
    private static Mutant remembering(Rule rule, String lie) {
        Map<Object, NativeObject> written = new ConcurrentHashMap<>();
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                Backend noting = Intercepted.calling(Backend.class, honest, "send", (arguments, proceed) -> {
                    written.put(arguments.get(0), ((NativeWrite) arguments.get(1)).object());
                    return proceed.with(arguments);
                });
                return Intercepted.answering(
                        Backend.class,
                        noting,
                        "read",
                        read -> copies((Map<?, ?>) read, (id, object) -> written.getOrDefault(id, object), true));
            }
        });
    }

    private static Mutant reading(Rule rule, String lie) {
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                return Intercepted.answering(
                        Backend.class, honest, "read", read -> copies((Map<?, ?>) read, (id, object) -> object, false));
            }
        });
    }

    private static Map<Object, Object> copies(
            Map<?, ?> read, BiFunction<Object, NativeObject, NativeObject> objects, boolean honestOfForeign) {
        Map<Object, Object> all = new LinkedHashMap<>();
        read.forEach((id, one) -> {
            Observed seen = (Observed) one;
            Observed.Builder copy =
                    Observed.builder().instances(seen.instances()).progress(seen.progress());
            seen.latest().ifPresent(copy::latest);
            seen.applied().ifPresent(copy::applied);
            seen.mark().ifPresent(copy::mark);
            seen.objects().forEach(object -> copy.object(objects.apply(id, object)));
            seen.foreign().filter(name -> honestOfForeign).ifPresent(copy::foreign);
            all.put(id, copy.build());
        });
        return all;
    }

    private static Mutant rollingBack(Rule rule, String lie) {
        return Mutant.scheduler(
                rule,
                lie,
                honest -> Intercepted.answering(Scheduler.class, honest, "workloads", all -> {
                    Workloads workloads = (Workloads) all;
                    return Intercepted.calling(
                            Workloads.class,
                            workloads,
                            "edit",
                            (arguments, proceed) -> arguments.get(0) instanceof Collection<?> edits
                                            && edits.iterator().next() instanceof Edit.Rollback back
                                    ? forgetting(workloads, back.id(), back.revision())
                                    : proceed.with(arguments));
                }));
    }

    private static Applied forgetting(Workloads workloads, WorkloadId id, long number) {
        WorkloadSpec old = workloads.revisions(id).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow()
                .spec();
        Task.Builder task = Task.main(old.main().artifacts().get(0));
        old.main().environment().forEach((name, value) -> {
            if (!name.equals("ONLY")) {
                task.environment(name, value);
            }
        });
        WorkloadSpec now = workloads.find(id).orElseThrow().spec();
        return workloads.apply(
                old.toBuilder().mode(now.mode()).tasks(List.of(task.build())).build());
    }
}
