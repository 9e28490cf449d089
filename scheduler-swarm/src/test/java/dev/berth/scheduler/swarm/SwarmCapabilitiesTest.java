package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import org.junit.jupiter.api.Test;

class SwarmCapabilitiesTest {
    private final BackendInfo info = SwarmCapabilities.info(new EngineInfo("20.10.24", ApiVersion.OLDEST));

    @Test
    void everyCapabilityHasAnAnswerAndWhatIsNotNativeSaysWhy() {
        for (Mode.Kind mode : Mode.Kind.values()) {
            for (Capability capability : Capabilities.all()) {
                Support support = info.support(capability, mode);
                assertThat(support).as(capability.name()).isNotEqualTo(Support.UNDECLARED);
                assertThat(support.level() == Support.Level.NATIVE
                                || !support.note().isBlank())
                        .as("%s in mode %s says why", capability, mode)
                        .isTrue();
            }
        }
    }

    @Test
    void namesTheServerAndItsVersion() {
        assertThat(info.product() + " " + info.version()).isEqualTo("Docker Swarm 20.10.24 (API 1.41)");
    }

    @Test
    void aSpecThatStatesAllThatASwarmHasIsTaken() {
        var spec = FullSpec.of(Rendering.ID).build();

        assertThat(Requirements.missing(spec, info, false)).isEmpty();
        assertThat(Rendering.TRANSLATOR.check(spec, info)).isEmpty();
    }

    @Test
    void theRunOfABatchCanBeCancelledAndOneOnEachNodeCanNot() {
        assertThat(info.support(Capabilities.BATCH_CANCEL, Mode.Kind.BATCH).isSupported())
                .isTrue();
        assertThat(info.support(Capabilities.BATCH_CANCEL, Mode.Kind.GLOBAL_BATCH)
                        .isSupported())
                .isFalse();
    }

    @Test
    void withoutAControllerNothingIsClaimedThatNeedsOne() {
        BackendInfo alone = info.withoutController("nobody drives");

        assertThat(alone.support(Capabilities.MODE_CRON, Mode.Kind.CRON).isSupported())
                .isFalse();
        assertThat(alone.needsController()).isFalse();
    }
}
