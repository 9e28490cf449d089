package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Documents;
import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the codec say the same. */
class SpecSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Specs.CODEC.schema());

    private static Set<ValidationMessage> validate(Node document) throws IOException {
        return SCHEMA.validate(MAPPER.readTree(JsonText.compact(document)));
    }

    private static List<Node> documents(String text) {
        return new Documents(DocumentLimits.STANDARD)
                .parse(Source.of("a.yaml", Path.of("/"), text.getBytes(StandardCharsets.UTF_8)))
                .documents();
    }

    private static void assertRefusedByBoth(String text) throws IOException {
        assertThat(validate(documents(text).get(0))).isNotEmpty();
        assertThat(Specs.yaml(text).problems()).isNotEmpty();
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    @Test
    void thePublishedSchemaIsThatOfTheCodec() throws IOException {
        GoldenFile.assertHolds("main/resources/dev/berth/scheduler/schema/berth-v1.schema.json", Specs.CODEC.schema());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySpecInCanonicalFormFulfilsTheSchema(int seed) throws IOException {
        assertThat(validate(WorkloadShape.WORKLOAD.write(new SpecGenerator(seed).spec())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "minimal", "cron", "application"})
    void everyShortFormFulfilsTheSchema(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/golden/" + name + ".yaml"));
        assertThat(Specs.problems(Specs.yaml(text))).isEmpty();
        for (Node document : documents(text)) {
            assertThat(validate(document)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process: /bin/a\nunknown: 1",
                "replicas: 1",
                "process: /bin/a\nreplicas: three",
                "process: /bin/a\nreplicas: \"3\"",
                "process: /bin/a\nreplicas: 1\nmode: global",
                "process: /bin/a\nmode: globl",
                "process: /bin/a\nmode: {batch: {}, global: {}}",
                "process: /bin/a\nports: [{reach: fixed}]",
                "process: /bin/a\nports: [{name: a, reach: fixd}]",
                "process: {arguments: []}",
                "process: /bin/a\ntasks: [{process: /bin/b}]",
                "tasks: [{name: a}]",
                "process: /bin/a\nhealth: {readiness: {interval: 5s}}",
                "process: /bin/a\nhealth: {readiness: {tcp: a, command: [/bin/a]}}",
                "process: /bin/a\nstop: {grace: 10}",
                "process: /bin/a\nresources: {limits: {memory: 1.5.Gi}}",
                "process: /bin/a\nresources: {limits: {cpu: 1x}}",
                "process: /bin/a\nenvironment: {A: ~}",
                "process: /bin/a\nenvironment: {A: {reference: galaxy}}",
                "process: /bin/a\nlabels: [a]",
                "process: /bin/a\nvolumes: [{name: a, hostPath: /a, named: b}]",
                "process: /bin/a\nfiles: [{path: /a, content: x, mode: rw}]",
                "process: /bin/a\nplacement: {constraints: [{attribute: disk}]}",
                "process: /bin/a\noverrides: {k8s: {a: ~}}",
                "process: /bin/a\nlabels: {a: {b: c}}"
            })
    void aWorkloadThatTheSchemaRefusesTheCodecRefusesToo(String body) throws IOException {
        assertRefusedByBoth("apiVersion: berth/v1\nkind: Workload\nname: web\n" + body + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: shop",
                "name: shop\nworkloads: {}",
                "name: shop\nworkloads: {web: 5}",
                "name: shop\nworkloads: {web: {process: /bin/a, kind: Workload}}",
                "name: shop\ndefaults: {tasks: []}\nworkloads: {web: {process: /bin/a}}",
                "name: shop\ndefaults: {replica: 1}\nworkloads: {web: {process: /bin/a}}",
                "workloads: {web: {process: /bin/a}}"
            })
    void anApplicationThatTheSchemaRefusesTheCodecRefusesToo(String body) throws IOException {
        assertRefusedByBoth("apiVersion: berth/v1\nkind: Application\n" + body + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Workload\nname: a\nprocess: /a",
                "apiVersion: berth/v1\nname: a\nprocess: /a",
                "apiVersion: v1\nkind: Pod",
                "apiVersion: berth/v1\nkind: Workload\nname: Web\nprocess: /a"
            })
    void aDocumentOfAnotherKindOrNameIsRefusedByBoth(String text) throws IOException {
        assertRefusedByBoth(text);
    }
}
