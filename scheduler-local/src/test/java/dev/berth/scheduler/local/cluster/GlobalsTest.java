package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.engine.PlacementEngine;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.storage.Places;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs to know where workloads belong that have one instance on each node. */
class GlobalsTest {
    private static final int NODES = 1000;
    private static final int WORKLOADS = 10;
    private static final NodeAttribute ROLE = NodeAttribute.label("role");
    private static final Template TEMPLATE = new Template(
            Task.main(ProcessArtifact.builder("/opt/agent").build()).build(),
            Placement.builder().constraint(Constraint.notEqualTo(ROLE, "back")).build(),
            List.of());
    private static final ClusterSettings SETTINGS =
            new ClusterSettings("host", "127.0.0.1", 1, 2, List.of(), "/bin", Places.in(Path.of("/nowhere")));

    private final PlacementEngine engine = PlacementEngine.create();
    private final Placer placer = new Placer(SETTINGS, counting(engine));
    private final NodeRoster roster = new NodeRoster(placer, new Cordons());
    private final Globals globals = new Globals(placer);
    private final List<WorkloadEntry> entries = new ArrayList<>();
    private long looks;

    @BeforeEach
    void fill() {
        for (int i = 0; i < NODES; i++) {
            roster.put(node("n" + i, "front"));
        }
        for (int i = 0; i < WORKLOADS; i++) {
            entries.add(new WorkloadEntry(WorkloadId.of("shop", "w" + i)));
        }
    }

    private static NodeSettings node(String name, String role) {
        return new NodeSettings(name, Map.of(ROLE.name(), role), ResourceAmounts.NONE);
    }

    /** Counts the nodes that are looked at. */
    private PlacementEngine counting(PlacementEngine counted) {
        return (PlacementEngine) Proxy.newProxyInstance(
                PlacementEngine.class.getClassLoader(),
                new Class<?>[] {PlacementEngine.class},
                (self, method, arguments) -> {
                    looks += looks(method.getName());
                    return invoke(counted, method, arguments);
                });
    }

    private static int looks(String method) {
        return switch (method) {
            case "matching", "place" -> NODES;
            case "matches", "placeOn" -> 1;
            default -> 0;
        };
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static WorkloadObject object(long revision) {
        return new WorkloadObject(
                "owner",
                new Version("life", revision),
                revision,
                0,
                true,
                false,
                Map.of(),
                RolloutPolicy.DEFAULT,
                RestartPolicy.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                TemplateForm.write(TEMPLATE));
    }

    private long size(WorkloadEntry entry, long revision) {
        return globals.nodes(entry, object(revision)).size();
    }

    @Test
    void looksAtAllNodesOnceForEachTemplate() {
        entries.forEach(entry -> assertThat(size(entry, 1)).isEqualTo(NODES));
        assertThat(looks).isEqualTo((long) WORKLOADS * NODES);
        entries.forEach(entry -> assertThat(size(entry, 1)).isEqualTo(NODES));
        assertThat(looks).isEqualTo((long) WORKLOADS * NODES);
        assertThat(size(entries.get(0), 2)).isEqualTo(NODES);
        assertThat(looks).isEqualTo((WORKLOADS + 1L) * NODES);
    }

    @Test
    void looksOnceForEachWorkloadAtANodeThatChanges() {
        entries.forEach(entry -> size(entry, 1));
        looks = 0;
        roster.put(node("n7", "back"));
        assertThat(globals.changed("n7")).hasSize(WORKLOADS);
        assertThat(looks).isEqualTo(WORKLOADS);
        assertThat(globals.changed("n8")).isEmpty();
        roster.put(node("new", "front"));
        assertThat(globals.changed("new")).hasSize(WORKLOADS);
        roster.lost("n9", Instant.EPOCH);
        assertThat(globals.changed("n9")).hasSize(WORKLOADS);
        roster.remove("n10");
        assertThat(globals.changed("n10")).hasSize(WORKLOADS);
        assertThat(looks).isEqualTo(5L * WORKLOADS);
        assertThat(size(entries.get(0), 1)).isEqualTo(NODES - 2);
    }

    @Test
    void looksNoMoreAtWhatIsForgotten() {
        entries.forEach(entry -> size(entry, 1));
        entries.forEach(entry -> globals.forget(entry.id()));
        looks = 0;
        assertThat(globals.changed("n7")).isEmpty();
        assertThat(looks).isZero();
    }
}
