package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spi.Lease;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLeasesTest {
    private final LocalLeases leases = new LocalLeases();

    @Test
    void givesALeaseToOneAtATime() {
        try (Lease first = leases.take("a").orElseThrow()) {
            assertThat(first.isHeld()).isTrue();
            assertThat(leases.take("a")).isEmpty();
            assertThat(leases.isHeld("b")).isFalse();
        }
        assertThat(leases.take("a")).isPresent();
    }

    @Test
    void tellsWhoWatchesWhetherAControllerLives(@TempDir Path directory) {
        try (LocalLab lab = LocalLab.in(directory)) {
            Lease lease = lab.backend()
                    .lease(Lease.CONTROLLER, Duration.ofSeconds(10), LocalLab.call())
                    .orElseThrow();
            lab.watching().untilControlled(true);
            assertThat(lab.backend().leaseHeld(Lease.CONTROLLER, LocalLab.call()))
                    .isTrue();
            lease.close();
            lab.watching().untilControlled(false);
            assertThat(lab.backend().leaseHeld(Lease.CONTROLLER, LocalLab.call()))
                    .isFalse();
        }
    }
}
