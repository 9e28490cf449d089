package dev.berth.scheduler.plan;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Mode;
import java.util.Optional;

/** Which capability a verb needs, beside those of the spec that it leads to. */
public final class EditRequirements {
    private EditRequirements() {}

    /** Empty for what every backend can: apply and remove. */
    public static Optional<Capability> of(Edit.Kind kind) {
        return switch (kind) {
            case APPLY, REMOVE -> Optional.empty();
            case SCALE -> Optional.of(Capabilities.EDIT_SCALE);
            case ROLLBACK -> Optional.of(Capabilities.EDIT_ROLLBACK);
            case RESTART -> Optional.of(Capabilities.EDIT_RESTART);
            case CANCEL -> Optional.of(Capabilities.BATCH_CANCEL);
            case PAUSE -> Optional.of(Capabilities.ROLLOUT_PAUSE);
            case RESUME -> Optional.of(Capabilities.ROLLOUT_RESUME);
            case ABORT -> Optional.of(Capabilities.ROLLOUT_ABORT);
        };
    }

    /**
     * An UNSUPPORTED problem when the backend lacks what the verb needs for workloads of this mode.
     *
     * @param nativeOnly whether EMULATED counts as missing (rule CAP-2)
     */
    public static Optional<Problem> missing(Edit.Kind kind, Mode.Kind mode, BackendInfo backend, boolean nativeOnly) {
        return of(kind).flatMap(capability -> backend.support(capability, mode)
                .refusal(nativeOnly)
                .map(reason -> Problem.unsupported("", capability.name(), reason)));
    }
}
