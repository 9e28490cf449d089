package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.cli.certify.SimulatedUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyCommandTest {
    @TempDir
    private Path directory;

    private final Terminal terminal = new Terminal();

    @Test
    void aBackendThatCanNotBeMadeCostsTheOthersNothing() {
        ExitCode code = terminal.run(
                "certify", NotAtHand.class.getName(), "sim", "--rule", "SCL-2", "-o", directory.toString());

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(terminal.error())
                .startsWith("berth: backend " + NotAtHand.class.getName()
                        + " can't be made: java.lang.IllegalStateException: no cluster at hand at ");
        assertThat(terminal.out()).contains("PASSED  SCL-2").contains("sim: ");
        assertThat(Files.exists(directory.resolve("certificate.json"))).isTrue();
    }

    /** Needs something that isn't there. */
    public static final class NotAtHand extends SimulatedUnderTest {
        public NotAtHand() {
            close();
            throw new IllegalStateException("no cluster at hand");
        }
    }
}
