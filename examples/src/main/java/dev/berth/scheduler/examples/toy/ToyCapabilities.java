package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Support;

/** What this backend can do. What isn't said here it can't, and core refuses it before anything is changed. */
final class ToyCapabilities {
    private ToyCapabilities() {}

    static BackendInfo of(String product) {
        return BackendInfo.builder(ToyProvider.TYPE, product, "1")
                .declare(Capabilities.MODE_REPLICATED, Support.nativeSupport())
                .declare(Capabilities.ARTIFACT_PROCESS, Support.nativeSupport())
                .declare(Capabilities.EDIT_SCALE, Support.nativeSupport())
                .declare(Capabilities.WATCH, Support.nativeSupport())
                .declare(Capabilities.ROLLOUT_ALL_AT_ONCE, Support.nativeSupport())
                .declare(Capabilities.MODE_BATCH, Support.unsupported("the toy only keeps things running"))
                .build();
    }
}
