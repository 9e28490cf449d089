package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README's tables against renderings, marks and capabilities; its table of rules is {@link ReadmeRulesTest}'s. */
class ReadmeTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    /** A constraint that is refused on all attributes. */
    private static final Pattern FAMILY = Pattern.compile("(constraint\\.matches\\.).*");

    @Test
    void theTableNamesEveryFieldOfAWorkloadItsPodsAndTheirContainers() throws IOException {
        Set<String> rendered = new TreeSet<>();
        for (NativeObject object : renderings()) {
            if (KubernetesTranslator.isWorkload(object)) {
                ObjectNode manifest = ManifestText.read(object.document());
                names(manifest.path("spec"), rendered);
                JsonNode pod = manifest.at("/spec/template/spec");
                names(pod, rendered);
                pod.path("containers").forEach(container -> names(container, rendered));
                pod.path("initContainers").forEach(container -> names(container, rendered));
            }
        }
        assertThat(words(codes("## Fields", 2))).containsAll(rendered);
    }

    @Test
    void theTableNamesNothingThatNoManifestHas() throws IOException {
        String rendered = renderings().stream().map(NativeObject::document).collect(Collectors.joining());
        Set<String> named = codes("## Fields", 2);
        assertThat(named.remove("$(NAME)")).isTrue();
        assertThat(words(named)).isSubsetOf(words(Set.of(rendered)));
    }

    @Test
    void theMarksAreThoseThatAreWrittenAndNoOther() throws Exception {
        Set<String> marks = new TreeSet<>(Set.of(
                "label.berth.dev/KEY",
                "DOMAIN.label.berth.dev/KEY",
                "annotation.berth.dev/KEY",
                "record.berth.dev/NAME"));
        for (Field field : KubernetesLabels.class.getDeclaredFields()) {
            if (field.get(null) instanceof String text && text.startsWith("berth.dev/")) {
                marks.add(text);
            }
        }
        Set<String> named = codes(section("## Marks"));
        named.removeIf(name -> !name.contains("berth.dev/"));
        assertThat(named).isEqualTo(marks);
    }

    @Test
    void theTableOfWhatIsRefusedNamesEveryCapabilityThatIsntThereInEachMode() throws IOException {
        var info = KubernetesCapabilities.info("v1.34.4");
        Set<String> lacking = info.names().stream()
                .filter(capability -> Stream.of(Mode.Kind.values())
                        .anyMatch(mode -> !info.support(capability, mode).isSupported()))
                .map(Capability::name)
                .map(name -> FAMILY.matcher(name).replaceFirst("$1*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes("## Refused", 1)).isEqualTo(lacking);
    }

    private static List<NativeObject> renderings() {
        WorkloadSpec full = FullSpec.of(ID).build();
        WorkloadSpec global = FullSpec.of(ID).mode(Mode.global()).build();
        WorkloadSpec batch = spec().mode(
                        Batch.builder().deadline(Duration.ofMinutes(1)).build())
                .build();
        List<NativeObject> rendered = new ArrayList<>(Rendering.render(full, 1));
        rendered.addAll(Rendering.render(global, 1));
        WorkloadSpec inTheNodesNetwork = spec().network(Network.HOST)
                .rollout(RolloutPolicy.allAtOnce())
                .placement(Placement.builder()
                        .constraint(Constraint.notExists(NodeAttribute.label("tape")))
                        .build())
                .build();
        rendered.addAll(Rendering.render(inTheNodesNetwork, 1));
        Directives held = Directives.NONE.withPaused(true).withCancelled(true);
        for (WorkloadSpec spec : List.of(full, global, batch)) {
            rendered.addAll(Rendering.TRANSLATOR.render(
                    Rendering.input(spec, 1, 1, List.of()).withDirectives(held)));
        }
        return rendered;
    }

    private static void names(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
    }

    static String section(String heading) throws IOException {
        String text = Files.readString(Path.of("README.md"));
        int begin = text.indexOf("\n" + heading + "\n") + 1;
        int end = text.indexOf("\n## ", begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    static List<String> rows(String heading) throws IOException {
        return section(heading)
                .lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Set<String> codes(String heading, int column) throws IOException {
        return codes(
                rows(heading).stream().map(row -> row.split("\\|", -1)[column]).collect(Collectors.joining()));
    }

    static Set<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(Set<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.add(matcher.group());
            }
        }
        return words;
    }
}
