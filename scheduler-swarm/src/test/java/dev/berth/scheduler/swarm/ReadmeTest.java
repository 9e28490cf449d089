package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import dev.berth.scheduler.swarm.render.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the README's tables against renderings and capabilities. */
class ReadmeTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The families of attributes of a constraint that is refused on all of them. */
    private static final Pattern FAMILY = Pattern.compile("(constraint\\.(?:in|exists|not-exists|matches)\\.).*");

    @Test
    void theTableNamesEveryFieldOfARenderingAndNoOther() throws IOException {
        Set<String> rendered = new TreeSet<>();
        for (NativeObject object : renderings()) {
            String prefix = object.kind().equals(FileConfig.KIND) ? "Config" : "";
            collect(prefix, Json.read(object.document()), (path, value) -> rendered.add(path));
        }
        assertThat(column(table("## Spec and native field"), 2).stream()
                        .filter(name -> name.contains(".") || Character.isUpperCase(name.charAt(0))))
                .containsExactlyInAnyOrderElementsOf(rendered);
    }

    @Test
    void theTableOfLabelsNamesEachThatIsWrittenAndNoOther() throws IOException {
        Set<String> rendered = new TreeSet<>();
        for (NativeObject object : renderings()) {
            collect("", Json.read(object.document()), (path, value) -> {
                if (path.endsWith("Labels")) {
                    value.fieldNames().forEachRemaining(label -> rendered.add(generic(label)));
                }
            });
        }
        assertThat(column(table("### Labels"), 1)).isEqualTo(rendered);
    }

    @Test
    void theTableOfWhatIsRefusedNamesEveryCapabilityThatIsntThere() throws IOException {
        BackendInfo info = SwarmCapabilities.info(new EngineInfo("28.5.2", ApiVersion.of("1.51")));
        Set<String> lacking = info.names().stream()
                .filter(capability ->
                        !info.support(capability, Mode.Kind.REPLICATED).isSupported())
                .map(Capability::name)
                .map(name -> FAMILY.matcher(name).replaceFirst("$1*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(column(table("## Refused"), 1)).isEqualTo(lacking);
    }

    private static List<NativeObject> renderings() {
        WorkloadSpec full = FullSpec.of(Rendering.ID).build();
        WorkloadSpec global = FullSpec.of(Rendering.ID).mode(Mode.global()).build();
        WorkloadSpec batch =
                Rendering.spec().mode(Batch.builder().retries(2).build()).build();
        WorkloadSpec cron =
                Rendering.spec().mode(Cron.builder("0 3 * * *").build()).build();
        List<NativeObject> rendered = new ArrayList<>(Rendering.render(full, 1));
        rendered.addAll(Rendering.render(global, 1));
        rendered.addAll(Rendering.TRANSLATOR.render(
                Rendering.input(batch, 1, 1, List.of()).withDirectives(Directives.NONE.withCancelled(true))));
        rendered.addAll(Rendering.TRANSLATOR.renderRun(RunInput.of(
                new RunId(Rendering.ID, "20261121t030000z"),
                cron,
                new Version("life", 1),
                1,
                Instant.EPOCH,
                Rendering.render(cron, 1),
                Rendering.OWNER)));
        return rendered;
    }

    private static String generic(String label) {
        return label.replaceFirst("^dev\\.berth\\.port\\..*", "dev.berth.port.NAME")
                .replaceFirst("^dev\\.berth\\.label\\..*", "dev.berth.label.KEY");
    }

    private static void collect(String path, JsonNode node, BiConsumer<String, JsonNode> found) {
        if (node instanceof ObjectNode object && !object.isEmpty() && !path.endsWith("Labels")) {
            object.properties().forEach(field -> {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                collect(name, field.getValue(), found);
            });
        } else if (node instanceof ArrayNode array && array.path(0) instanceof ObjectNode) {
            array.forEach(item -> collect(path + "[]", item, found));
        } else if (!isNothing(path, node)) {
            found.accept(path, node);
        }
    }

    /** An empty object other than a mode says nothing. */
    private static boolean isNothing(String path, JsonNode node) {
        return node instanceof ObjectNode && node.isEmpty() && !path.startsWith("Mode.");
    }

    private static List<String> table(String heading) throws IOException {
        String text = Files.readString(Path.of("README.md"));
        String section = text.substring(text.indexOf("\n" + heading + "\n"));
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
