package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.status.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the README's tables, and the capabilities, against what the backend does. */
class ReadmeTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Values below these are the user's, or of several shapes. */
    private static final Set<String> OPAQUE = Set.of(
            "labels",
            "template.task.environment",
            "template.companions",
            "template.task.health.readiness.check",
            "template.task.health.liveness.check",
            "template.placement.preferences[].constraint");

    private final BackendInfo info = LocalCapabilities.info(Optional.empty());

    @Test
    void theTableNamesEveryFieldOfARenderingAndNoOther() throws Exception {
        Set<String> rendered = new TreeSet<>();
        WorkloadSpec.Builder full = FullSpec.of(LocalLab.ID, 1);
        collect("", Fields.tree(rendering(full.build())), rendered);
        WorkloadSpec batch = LocalLab.sleep(1)
                .mode(Mode.batch().toBuilder().deadline(Duration.ofMinutes(1)).build())
                .build();
        collect("batch", Fields.parse(rendering(batch)).node("batch"), rendered);
        WorkloadSpec global = FullSpec.of(LocalLab.ID, 1)
                .mode(Mode.global())
                .nodeLossWait(Optional.of(Duration.ofMinutes(1)))
                .build();
        collect("", Fields.tree(rendering(global)), rendered);
        WorkloadSpec group = FullSpec.of(LocalLab.ID, 1)
                .task(GroupTest.task("log", Task.Role.SIDECAR, "exec sleep 1000")
                        .build())
                .build();
        collect("", Fields.tree(rendering(group)), rendered);
        WorkloadSpec globalBatch = LocalLab.sleep(1).mode(Mode.globalBatch()).build();
        collect("batch", Fields.parse(rendering(globalBatch)).node("batch"), rendered);
        assertThat(column(table("## Spec and native field"), 2)).isEqualTo(rendered);
    }

    @Test
    void theTableOfWhatIsRefusedNamesEveryCapabilityThatIsntThere() throws Exception {
        Set<String> lacking = info.names().stream()
                .filter(capability ->
                        !info.support(capability, Mode.Kind.REPLICATED).isSupported())
                .map(Capability::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(column(table("## Refused"), 1)).isEqualTo(lacking);
    }

    @Test
    void everyCapabilityHasAnAnswerAndEveryRefusalAReason() {
        assertThat(Capabilities.all()).allSatisfy(capability -> {
            Support support = info.support(capability, Mode.Kind.REPLICATED);
            assertThat(support).as(capability.name()).isNotEqualTo(Support.UNDECLARED);
            assertThat(support.isSupported() || !support.note().isEmpty())
                    .as(capability.name())
                    .isTrue();
        });
    }

    @Test
    void whatAFullSpecNeedsIsThere() {
        WorkloadSpec spec = FullSpec.of(LocalLab.ID, 1).build();
        assertThat(Requirements.missing(spec, info, false)).isEmpty();
        assertThat(Requirements.missingToUpdate(spec, info, false)).isEmpty();
    }

    private static String rendering(WorkloadSpec spec) {
        return new LocalTranslator()
                .render(RenderInput.of(spec, new Version("life", 1), 1, List.of(), "owner")
                        .withDirectives(Directives.NONE.withPaused(true)))
                .get(0)
                .document();
    }

    private static void collect(String path, Node node, Set<String> found) throws DocumentException {
        if (OPAQUE.contains(path)) {
            found.add(path);
        } else if (node instanceof MapNode map) {
            for (var field : map.fields()) {
                collect(path.isEmpty() ? field.name() : path + "." + field.name(), field.value(), found);
            }
        } else if (node instanceof ListNode list && list.items().get(0) instanceof MapNode) {
            for (Node item : list.items()) {
                collect(path + "[]", item, found);
            }
        } else {
            found.add(path);
        }
    }

    private static List<String> table(String heading) throws IOException {
        String text = Files.readString(Path.of("README.md"));
        String section = text.substring(text.indexOf(heading));
        return section.lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Set<String> column(List<String> rows, int column) {
        Set<String> names = new TreeSet<>();
        for (String row : rows) {
            Matcher matcher = CODE.matcher(row.split("\\|", -1)[column]);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
