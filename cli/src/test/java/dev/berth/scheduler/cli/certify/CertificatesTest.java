package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.berth.scheduler.tck.certificate.Certificate;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.RuleTestCase;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates fit the schema that is published, and those in docs/certificates prove something. */
class CertificatesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path COMMITTED = DOCS.resolve("certificates");

    /** One run each: a lab is up at other times. */
    private enum Certified {
        HERE,
        SWARM,
        KUBERNETES;

        private Path directory() {
            return switch (this) {
                case HERE -> COMMITTED;
                case SWARM -> COMMITTED.resolve("swarm");
                case KUBERNETES -> COMMITTED.resolve("kubernetes");
            };
        }

        List<String> names() {
            return switch (this) {
                case HERE -> Backends.NAMES;
                case SWARM -> List.of("swarm");
                case KUBERNETES -> List.of("kubernetes");
            };
        }

        String file(String ending) {
            return text(directory().resolve("certificate." + ending));
        }

        JsonNode json() throws IOException {
            return read(file("json"));
        }
    }

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(DOCS.resolve("certificate-v1.schema.json")));

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static Set<ValidationMessage> problems(JsonNode certificate) {
        return SCHEMA.validate(certificate);
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    @Test
    void whatTheKitWritesFitsTheSchema() throws IOException, InterruptedException {
        CertificationResult failed = new CertificationResult(
                "gone",
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(new TestResult("A.b", Rule.APP_1, "b", Outcome.FAILED, "x\ny", Duration.ZERO, List.of("z"))));
        try (SimulatedUnderTest simulated = new SimulatedUnderTest()) {
            CertificationResult real = Certification.of(simulated)
                    .only(EnumSet.of(Rule.APP_1, Rule.CAP_1, Rule.CAP_2))
                    .run();
            JsonNode certificate = read(Certificate.of(List.of(real, failed)).json());
            assertThat(problems(certificate)).isEmpty();
            assertThat(texts(certificate.path("backends"), "good")).containsExactly("true", "false");
        }
    }

    @Test
    void theSchemaRefusesAnOutcomeThatThereIsNot() throws IOException {
        String json = text(COMMITTED.resolve("certificate.json"));
        assertThat(problems(read(json.replace("\"PASSED\",", "\"SKIPPED\",")))).isNotEmpty();
        assertThat(problems(read(json.replace("\"kitVersion\"", "\"kit\"")))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedOnesFitTheSchemaAndHoldEveryBackendAndRule(Certified certified) throws IOException {
        JsonNode certificate = certified.json();
        assertThat(problems(certificate)).isEmpty();
        assertThat(texts(certificate.path("backends"), "name")).containsExactlyElementsOf(certified.names());
        for (JsonNode backend : certificate.path("backends")) {
            assertThat(texts(backend.path("rules"), "id"))
                    .containsExactlyElementsOf(
                            Arrays.stream(Rule.values()).map(Rule::id).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTheCommittedOnesNothingFailedAndMuchPassed(Certified certified) throws IOException {
        for (JsonNode backend : certified.json().path("backends")) {
            assertThat(backend.path("good").asBoolean()).isTrue();
            assertThat(backend.path("counts").path("FAILED").asInt()).isZero();
            assertThat(backend.path("counts").path("PASSED").asInt()).isGreaterThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageAndTheTextAreOfTheSameRun(Certified certified) throws IOException {
        String issued = certified.json().path("issued").asText();
        assertThat(certified.file("txt")).contains(issued);
        assertThat(certified.file("html"))
                .contains(issued.substring(0, "2000-01-01T00:00".length()).replace('T', ' '));
    }

    /** For a release: the tests of the kit are those that were run. */
    @ParameterizedTest
    @EnumSource
    void theCommittedOnesAreOfTheKitsVeryTests(Certified certified) throws IOException {
        assumeTrue(Boolean.getBoolean("certificates.current"), "asked for with -Dcertificates.current=true");
        Set<String> kit = new TreeSet<>();
        Certification.all().stream().map(RuleTestCase::name).forEach(kit::add);
        for (JsonNode backend : certified.json().path("backends")) {
            List<String> run = new ArrayList<>();
            Consumer<JsonNode> add = rule -> run.addAll(texts(rule.path("tests"), "name"));
            backend.path("rules").forEach(add);
            assertThat(new TreeSet<>(run)).isEqualTo(kit);
        }
    }
}
