package dev.berth.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Mode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EditRequirementsTest {
    @Test
    void everyVerbButApplyAndRemoveNeedsACapability() {
        assertThat(Arrays.stream(Edit.Kind.values())
                        .filter(kind -> EditRequirements.of(kind).isEmpty()))
                .containsExactly(Edit.Kind.APPLY, Edit.Kind.REMOVE);
        assertThat(Arrays.stream(Edit.Kind.values()).flatMap(kind -> EditRequirements.of(kind).stream()))
                .doesNotHaveDuplicates()
                .isSubsetOf(Capabilities.all());
    }

    @Test
    void aVerbThatTheBackendLacksIsRefusedWithItsReason() {
        BackendInfo backend = BackendInfo.builder("test", "test", "1")
                .declare(Capabilities.ROLLOUT_PAUSE, Support.unsupported("a service can't be held"))
                .build();

        assertThat(EditRequirements.missing(Edit.Kind.PAUSE, Mode.Kind.REPLICATED, backend, false))
                .map(Problem::toString)
                .contains("a service can't be held [needs rollout.pause]");
        assertThat(EditRequirements.missing(Edit.Kind.APPLY, Mode.Kind.REPLICATED, backend, true))
                .isEmpty();
    }

    @Test
    void anEmulatedVerbIsEnoughUnlessNativeIsAskedFor() {
        BackendInfo backend = BackendInfo.builder("test", "test", "1")
                .declare(Capabilities.EDIT_RESTART, Support.emulated("by an annotation"))
                .build();

        assertThat(EditRequirements.missing(Edit.Kind.RESTART, Mode.Kind.REPLICATED, backend, false))
                .isEmpty();
        assertThat(EditRequirements.missing(Edit.Kind.RESTART, Mode.Kind.REPLICATED, backend, true))
                .isPresent();
    }
}
