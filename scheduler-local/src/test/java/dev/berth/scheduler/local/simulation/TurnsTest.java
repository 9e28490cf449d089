package dev.berth.scheduler.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that is done for others, whatever happens to them. */
class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void anInterruptOfWhoAsksDoesNotReachTheWork() {
        Thread.currentThread().interrupt();
        assertThat(turns.take(() -> Thread.currentThread().isInterrupted())).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatWorkAsksForIsPartOfIt() {
        List<String> done = new ArrayList<>();
        boolean nested = turns.take(() -> {
            boolean added = turns.take(() -> done.add("first"));
            return done.add("second") && added;
        });
        assertThat(nested).isTrue();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void itsFailureIsTheCallersAsItIs() {
        IllegalStateException failure = new IllegalStateException("broken");
        assertThatThrownBy(() -> turns.take(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
