package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import org.junit.jupiter.api.Test;

class KubernetesCapabilitiesTest {
    private final BackendInfo info = KubernetesCapabilities.info("v1.34.4");

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
    void aSpecThatStatesAllThatKubernetesHasIsTaken() {
        var spec = FullSpec.of(Rendering.ID).build();

        assertThat(Requirements.missing(spec, info, false)).isEmpty();
        assertThat(Rendering.TRANSLATOR.check(spec, info)).isEmpty();
    }

    @Test
    void whatStaysOnALostNodeIsNotSaidToLeaveIt() {
        assertThat(info.support(Capabilities.NODE_LOSS_WAIT, Mode.Kind.REPLICATED)
                        .isSupported())
                .isTrue();
        assertThat(info.support(Capabilities.NODE_LOSS_WAIT, Mode.Kind.GLOBAL).isSupported())
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
