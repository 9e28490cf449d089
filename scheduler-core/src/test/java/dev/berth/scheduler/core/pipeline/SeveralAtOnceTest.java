package dev.berth.scheduler.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SeveralAtOnceTest {
    private static final int AT_ONCE = 4;

    private final Call call = Call.within(Duration.ofSeconds(20));
    private final List<Integer> many =
            IntStream.rangeClosed(0, 2 * AT_ONCE).boxed().toList();

    @Test
    void answersInTheOrderOfWhatWasAsked() {
        assertThat(SeveralAtOnce.each(many, AT_ONCE, number -> number * 10, call))
                .containsExactlyElementsOf(
                        many.stream().map(number -> number * 10).toList());
    }

    @Test
    void doesTheFirstAloneAndThenAsManyAsMayBeAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        SeveralAtOnce.each(
                many,
                AT_ONCE,
                number -> {
                    if (number == 0) {
                        assertThat(begun).isEmpty();
                        return number;
                    }
                    begun.add(number);
                    return await(together);
                },
                call);
        assertThat(begun).hasSize(2 * AT_ONCE);
    }

    private static int await(CyclicBarrier together) {
        try {
            return together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("others were not begun", e);
        }
    }

    @Test
    void doesOneAfterTheOtherByTheSameThreadWhereNoMoreMayBe() {
        assertThat(SeveralAtOnce.each(many, 1, number -> Thread.currentThread(), call))
                .containsOnly(Thread.currentThread());
    }

    @Test
    void cancelsTheCallOfWhoeverIsInterruptedAndStillTellsWhatCameOfEach() {
        CountDownLatch cancelled = new CountDownLatch(1);
        call.onCancel(cancelled::countDown);
        Thread.currentThread().interrupt();
        List<String> done = SeveralAtOnce.each(
                many,
                AT_ONCE,
                number -> {
                    if (number > 0) {
                        awaitUninterrupted(cancelled);
                    }
                    return "done";
                },
                call);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSameSizeAs(many).containsOnly("done");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that works was interrupted", e);
        }
    }

    @Test
    void failsAsTheWorkFails() {
        assertThatThrownBy(() -> SeveralAtOnce.each(
                        many,
                        AT_ONCE,
                        number -> {
                            if (number == AT_ONCE) {
                                throw new IllegalArgumentException("four");
                            }
                            return number;
                        },
                        call))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("four");
    }
}
