package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void namesEveryBackendThatThereIsNot() {
        assertThatThrownBy(() -> Backends.require(List.of("nomad", "sim", "java.lang.String", "local")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.message().substring(0, "backend (=nomad)".length()))
                                .containsExactly("backend (=nomad)", "backend (=java.l"));
    }

    @Test
    void saysWhatAConstructorThrewAndWhereInsteadOfThatThereIsNoSuchClass() {
        String name = ThrowsWhenMade.class.getName();
        Backends.require(List.of(name));

        assertThatThrownBy(() -> Backends.open(name))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("backend " + name
                        + " can't be made: java.lang.IllegalStateException: no cluster at hand at " + name)
                .hasMessageContaining("BackendsTest.java:");
    }

    @Test
    void saysWhatAClassThrewWhenItWasInitialized() {
        String name = ThrowsWhenInitialized.class.getName();
        Backends.require(List.of(name));

        assertThatThrownBy(() -> Backends.open(name))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("java.lang.NumberFormatException: For input string: \"none\"");
    }

    /** Needs something that isn't there. */
    public static final class ThrowsWhenMade extends SimulatedUnderTest {
        public ThrowsWhenMade() {
            close();
            throw new IllegalStateException("no cluster at hand");
        }
    }

    /** Reads a constant that isn't one. */
    public static final class ThrowsWhenInitialized extends SimulatedUnderTest {
        static final int NUMBER = Integer.parseInt("none");
    }
}
