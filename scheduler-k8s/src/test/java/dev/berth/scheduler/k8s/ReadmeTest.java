package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.manifest;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the README's table of fields against renderings. */
class ReadmeTest {
    private static final Pattern CODE = Pattern.compile("`([^`:]+)[^`]*`");

    @Test
    void theTableNamesEveryFieldOfAWorkloadItsPodsAndTheirContainers() throws IOException {
        Set<String> rendered = new TreeSet<>();
        for (ObjectNode manifest : List.of(
                manifest(FullSpec.of(ID).build()),
                manifest(FullSpec.of(ID).mode(Mode.global()).build()),
                manifest(spec().network(Network.HOST).build()),
                manifest(spec().mode(
                                Batch.builder().deadline(Duration.ofMinutes(1)).build())
                        .build()))) {
            names(manifest.path("spec"), rendered);
            JsonNode pod = manifest.at("/spec/template/spec");
            names(pod, rendered);
            pod.path("containers").forEach(container -> names(container, rendered));
            pod.path("initContainers").forEach(container -> names(container, rendered));
        }
        assertThat(named()).containsAll(rendered);
    }

    private static void names(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
    }

    /** The last column's. */
    private static Set<String> named() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        Set<String> names = new TreeSet<>();
        text.substring(text.indexOf("\n## Fields\n"))
                .lines()
                .filter(line -> line.startsWith("|"))
                .forEach(row -> {
                    Matcher matcher = CODE.matcher(row.split("\\|", -1)[2]);
                    while (matcher.find()) {
                        names.addAll(List.of(matcher.group(1).split("\\.", -1)));
                    }
                });
        return names;
    }
}
