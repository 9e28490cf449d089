package dev.berth.scheduler.core;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.Phase;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule MOV-1, on the helper alone. */
class MoveTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MemoryBackend here = new MemoryBackend();
    private final MemoryBackend there = new MemoryBackend();
    private final Scheduler source = scheduler(here);
    private final Scheduler target = scheduler(there);

    @Test
    void isReadyOnTheTargetBeforeItIsRemovedFromTheSource() throws InterruptedException {
        source.workloads().apply(web(3));
        here.before(request -> {
            if (request.equals("claim")) {
                assertThat(target.workloads().find(WEB).orElseThrow().status().phase())
                        .isEqualTo(Phase.STABLE);
            }
        });

        assertThat(Move.move(source, target, WEB, LIMIT).spec()).isEqualTo(web(3));

        assertThat(here.object(WEB)).isEmpty();
        assertThat(there.object(WEB)).isPresent();
    }

    @Test
    void leavesTheSourceAsItWasWhenTheTargetIsNotReadyInTime() {
        source.workloads().apply(web(3));
        there.ready(false);

        assertThatThrownBy(() -> Move.move(source, target, WEB, Duration.ofMillis(50)))
                .isInstanceOf(ContactException.class);

        assertThat(here.object(WEB)).isPresent();
        assertThat(there.object(WEB)).isEmpty();
    }

    @Test
    void leavesBothAsTheyWereWhenTheTargetRefuses() {
        source.workloads().apply(web(3));
        there.lacks(Capabilities.MODE_REPLICATED);

        assertThatThrownBy(() -> Move.move(source, target, WEB, LIMIT)).isInstanceOf(RefusedException.class);

        assertThat(here.object(WEB)).isPresent();
        assertThat(there.object(WEB)).isEmpty();
    }

    @Test
    void takesItBackWhenTheSourceWasChangedMeanwhile() {
        source.workloads().apply(web(3));
        there.before(request -> {
            if (request.equals("claim")) {
                there.before(any -> {});
                source.workloads().scale(WEB, 5);
            }
        });

        assertThatThrownBy(() -> Move.move(source, target, WEB, LIMIT)).isInstanceOf(ConflictException.class);

        assertThat(here.object(WEB)).isPresent();
        assertThat(there.object(WEB)).isEmpty();
    }

    @Test
    void leavesAloneWhatTheTargetHas() {
        source.workloads().apply(web(3));
        target.workloads().apply(web(1, "other"));

        assertThatThrownBy(() -> Move.move(source, target, WEB, LIMIT)).isInstanceOf(ConflictException.class);

        assertThat(target.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(1, "other"));
    }

    @Test
    void movesOnlyServicesThatAreThere() {
        assertThatThrownBy(() -> Move.move(source, target, WEB, LIMIT)).isInstanceOf(NotFoundException.class);
        source.workloads().apply(web(1).toBuilder().mode(Mode.batch()).build());

        assertThatThrownBy(() -> Move.move(source, target, WEB, LIMIT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is BATCH; only services are moved");
    }

    private static Scheduler scheduler(MemoryBackend backend) {
        return new BackendScheduler(
                backend, new MemoryTranslator(), new BackendContext("memory", "test", Clock.systemUTC()));
    }
}
