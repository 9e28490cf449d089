package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @Test
    void theDocumentationListsExactlyTheseCodes() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/exit-codes.md")).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> "| " + code.number() + " | " + code.name() + " | " + code.meaning() + " |")
                        .toList());
    }

    @Test
    void noTwoEndsHaveOneNumber() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorHasACodeOfItsOwn(ErrorCode code) {
        ExitCode exit = ExitCode.of(code);
        assertThat(exit.name()).isEqualTo(code == ErrorCode.BACKEND ? "UNEXPECTED" : code.name());
    }

    @Test
    void helpListsThem() {
        Terminal terminal = new Terminal();
        terminal.run("help", "exit-codes");
        assertThat(terminal.out()).contains("130   CANCELLED").contains("11    FAILED");
    }
}
