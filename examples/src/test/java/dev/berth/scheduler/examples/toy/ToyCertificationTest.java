package dev.berth.scheduler.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.examples.Checkout;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.CertificationResult;
import dev.berth.scheduler.tck.run.Outcome;
import dev.berth.scheduler.tck.run.TestResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That docs/write-an-adapter.md is right about the toy. */
class ToyCertificationTest {
    private static final Path TOY = Checkout.ROOT.resolve("examples/src/main/java/dev/berth/scheduler/examples/toy");
    private static final int LARGEST = 300;

    @Test
    void itDoesWhatItClaimsAndRefusesTheRest() throws InterruptedException {
        try (ToyContractTest toy = new ToyContractTest()) {
            CertificationResult result = Certification.of(toy).run();
            assertThat(result.results())
                    .filteredOn(test -> test.outcome() == Outcome.FAILED)
                    .extracting(TestResult::reason)
                    .isEmpty();
            assertThat(result.count(Outcome.PASSED)).isGreaterThan(20);
            assertThat(result.count(Outcome.REFUSED)).isGreaterThan(20);
        }
    }

    @Test
    void nothingThatAnAuthorMayWriteIsLeftOutOfTheDocument() throws IOException {
        String document = Checkout.text("docs/write-an-adapter.md");
        assertThat(Stream.of(Backend.class, Sink.class, Environment.class, BackendUnderTest.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName)
                        .filter(name -> !List.of("close", "time").contains(name)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(document).containsPattern("`" + name + "\\b|[`.]" + name + "`"));
    }

    @Test
    void theAdapterIsSmall() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(TOY)) {
            for (Path file :
                    files.filter(one -> !one.endsWith("ToyServer.java")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines)
                .filteredOn(line -> !line.isBlank() && !line.startsWith("import "))
                .hasSizeLessThanOrEqualTo(LARGEST);
    }
}
