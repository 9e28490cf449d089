package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leases over the wire: a caller has one for as long as its connection stands and the backend's own lease holds. */
final class LeaseService {
    private final Backend backend;

    LeaseService(Backend backend) {
        this.backend = backend;
    }

    void serve(WireObject request, Reply reply, Call life) throws IOException, InterruptedException {
        Duration timeToLive = Duration.ofNanos(request.number("timeToLiveNanos"));
        Call acquiring = Call.within(Duration.ofNanos(request.number("acquireNanos")));
        life.onCancel(acquiring::cancel);
        Optional<Lease> taken = backend.lease(request.text("name"), timeToLive, acquiring);
        if (taken.isPresent()) {
            try (Lease lease = taken.get()) {
                reply.item(new WireWriter().flag("held", true));
                hold(lease, timeToLive, life);
            }
        }
    }

    /** Until the caller is gone or the lease is lost, which is then told by the end of the call. */
    private static void hold(Lease lease, Duration timeToLive, Call life) throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        life.onCancel(gone::countDown);
        long interval = Math.max(1, timeToLive.toMillis() / 3);
        boolean over = false;
        while (lease.isHeld() && !over) {
            over = gone.await(interval, TimeUnit.MILLISECONDS);
        }
    }
}
