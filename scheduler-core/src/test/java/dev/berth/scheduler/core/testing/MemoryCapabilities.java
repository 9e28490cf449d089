package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import java.util.HashSet;
import java.util.Set;

/** Everything, but what a test says otherwise of. Used under the backend's lock. */
final class MemoryCapabilities {
    private final Set<Capability> lacking = new HashSet<>();
    private final Set<Capability> controlled = new HashSet<>();

    void lack(Capability capability) {
        lacking.add(capability);
    }

    void leaveToController(Capability capability) {
        controlled.add(capability);
    }

    BackendInfo info() {
        BackendInfo.Builder info = BackendInfo.builder("memory", "Memory", "1");
        for (Capability capability : Capabilities.all()) {
            info.declare(capability, support(capability));
        }
        return info.build();
    }

    private Support support(Capability capability) {
        if (lacking.contains(capability)) {
            return Support.unsupported("switched off");
        }
        return controlled.contains(capability) ? Support.controlled("by a controller") : Support.nativeSupport();
    }
}
