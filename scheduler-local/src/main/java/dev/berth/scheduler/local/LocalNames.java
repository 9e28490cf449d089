package dev.berth.scheduler.local;

import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;

/** Names of native objects (rule IDN-1). A slash is in no part of an id, so the name gives the id back. Pure. */
final class LocalNames {
    private LocalNames() {}

    static String objectName(WorkloadId id) {
        return id.namespace() + "/" + id.name();
    }

    static NativeObject object(WorkloadId id, String document) {
        return new NativeObject(WorkloadObject.KIND, objectName(id), document);
    }
}
