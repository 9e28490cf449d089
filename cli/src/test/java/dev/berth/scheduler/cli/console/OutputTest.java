package dev.berth.scheduler.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.cli.text.Colours;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void writesUtf8WhateverTheLocaleIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Output(bytes, false, Colours.OFF).line("größe 🚢");
        assertThat(bytes.toByteArray()).isEqualTo("größe 🚢\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsAReaderThatIsGoneFromAFullDisk() {
        assertThat(failing("Broken pipe").isClosedByReader()).isTrue();
        assertThat(failing("No space left on device").isClosedByReader()).isFalse();
        assertThat(failing("No space left on device")).hasMessageContaining("No space left on device");
    }

    @Test
    void redrawsLiveLinesInPlaceAndCutsThemToTheTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LiveLines live = new LiveLines(new Output(bytes, true, Colours.ON), 10);
        live.show(List.of("one", "two is too long"));
        live.show(List.of("three"));
        live.clear();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo is t…\n\u001b[2A\u001b[Jthree\n\u001b[1A\u001b[J");
    }

    private static OutputFailedException failing(String reason) {
        Output output = new Output(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException(reason);
                    }
                },
                false,
                Colours.OFF);
        return catchThrowableOfType(OutputFailedException.class, () -> output.line("x"));
    }
}
