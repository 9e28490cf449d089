package dev.berth.scheduler.core.adapter;

import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is refused below one path. */
public final class Problems {
    private final List<Problem> found;
    private final String prefix;

    private Problems(List<Problem> found, String prefix) {
        this.found = found;
        this.prefix = prefix;
    }

    public static Problems root() {
        return new Problems(new ArrayList<>(), "");
    }

    /** The same collection, further down. */
    public Problems below(String step) {
        return new Problems(found, prefix.isEmpty() ? step : prefix + "." + step);
    }

    public Problems item(String list, int index) {
        return below(list + "[" + index + "]");
    }

    /** Refuses this place for what the backend can't do. */
    public void refuse(Capability capability, String reason) {
        found.add(Problem.unsupported(prefix, capability.name(), reason));
    }

    public void refuseIf(boolean condition, Capability capability, String reason) {
        if (condition) {
            refuse(capability, reason);
        }
    }

    public void refuse(ErrorCode code, String reason) {
        found.add(Problem.of(code, prefix, reason));
    }

    public void infeasible(String reason) {
        found.add(Problem.of(ErrorCode.INFEASIBLE, prefix, reason));
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }
}
