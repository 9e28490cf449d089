package dev.berth.scheduler.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a backend can't but be asked for, and doesn't claim: refused before it is asked (rule CAP-1). */
class UnclaimedTest extends PipelineFixture {
    private static final WorkloadId WEB = WorkloadId.of("demo", "web");

    @Test
    void historyIsRefused() {
        isRefused(Capabilities.HISTORY, () -> scheduler.workloads().revisions(WEB));
    }

    @Test
    void aWatchIsRefused() {
        isRefused(Capabilities.WATCH, () -> scheduler.watch(Selector.all()));
    }

    @Test
    void theListOfNodesIsRefused() {
        isRefused(Capabilities.NODE_LIST, () -> scheduler.nodes().list());
    }

    private void isRefused(Capability capability, ThrowingCallable call) {
        backend.lacks(capability);
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
            assertThat(e.problems())
                    .singleElement()
                    .isEqualTo(Problem.unsupported("", capability.name(), "switched off"));
        });
        assertThat(backend.takeRequests()).containsExactly("describe");
    }

    @Test
    void whatIsClaimedIsAskedForOnce() {
        scheduler.workloads().revisions(WEB);
        scheduler.nodes().list();
        scheduler.within(Duration.ofSeconds(5)).workloads().revisions(WEB);

        assertThat(backend.takeRequests()).containsExactly("describe", "records", "observe", "records");
    }

    @Test
    void whatCanNotBeReachedJustNowIsWatchedOnceItCan() throws InterruptedException {
        AtomicBoolean away = new AtomicBoolean(true);
        backend.before(request -> {
            if (request.equals("describe") && away.getAndSet(false)) {
                throw ContactException.unavailable("away", Effect.NONE, null);
            }
        });
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.all())) {
            assertThat(feed.poll(Duration.ofSeconds(30))).map(WatchEvent::kind).contains(WatchEvent.Kind.SYNCED);
        }
    }
}
