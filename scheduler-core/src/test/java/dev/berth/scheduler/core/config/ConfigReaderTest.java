package dev.berth.scheduler.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule CFG-1. */
class ConfigReaderTest {
    private final ConfigReader reader = new ConfigReader(Providers.load());

    @TempDir
    Path directory;

    @Test
    void readsBackendsByTypeAndName() {
        BerthConfig config = reader.readText("""
                berth {
                  default = b
                  owner = acme
                  controller = off
                  backends { a { type = memory }, b { type = memory, greeting = hi } }
                }
                """);

        assertThat(config.backends().keySet()).containsExactly("a", "b");
        assertThat(config.defaultBackend()).isEqualTo("b");
        assertThat(config.owner()).isEqualTo("acme");
        assertThat(config.controller()).isFalse();
    }

    @Test
    void takesTheOnlyBackendAsDefault() {
        assertThat(reader.readText("berth.backends.a.type = memory").defaultBackend())
                .isEqualTo("a");
    }

    @Test
    void refusesEverythingWrongAtOnceWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("berth.conf"), """
                berth {
                  default = c
                  colour = red
                  backends {
                    a { type = memory, count = many, typo = 1 }
                    b { type = nonsense }
                    d { }
                  }
                }
                other = 1
                """);

        assertThatThrownBy(() -> reader.read(file)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.problems())
                    .extracting("path")
                    .containsExactlyInAnyOrder(
                            "berth.default",
                            "berth.colour",
                            "berth.backends.a.count",
                            "berth.backends.a.typo",
                            "berth.backends.b.type",
                            "berth.backends.d.type",
                            "other");
            assertThat(e).hasMessageContaining("berth.conf:3").hasMessageContaining("allowed: memory");
        });
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> reader.read(directory.resolve("none.conf")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none.conf");
    }

    @Test
    void refusesTextThatIsNotHocon() {
        assertThatThrownBy(() -> reader.readText("berth { default = ")).isInstanceOf(RefusedException.class);
    }

    @Test
    void neverRepeatsAWrongValueBecauseItMayBeAPassword() {
        assertThatThrownBy(() -> reader.readText("berth.backends.a { type = memory, count = s3cr3t }"))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "berth { backends { a { type = memory, password \"s3cr3t\" } } }",
                "berth { backends { a { password = s3cr3t : } } }",
                "berth { backends { a { password = \"s3cr3t } } }",
                "berth { password = \"a\" } s3cr3t }",
                "berth { password = ab$s3cr3t }"
            })
    void neverRepeatsTheTextThatIsNotHocon(String text) {
        assertThatThrownBy(() -> reader.readText(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1:1")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void refusesADefaultWhereThereIsNoBackend() {
        assertThatThrownBy(() -> reader.readText("berth.default = prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("berth.default");
    }

    @Test
    void saysOfABackendWithoutTypeOnlyThat() {
        assertThatThrownBy(() -> reader.readText("berth.backends.a {\n count = 1\n greeting = hi\n}"))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.problems()).hasSize(1);
                    assertThat(e)
                            .hasMessageContaining("text:1")
                            .hasMessageContaining("berth.backends.a.type")
                            .hasMessageContaining("is missing; allowed: memory");
                });
    }
}
