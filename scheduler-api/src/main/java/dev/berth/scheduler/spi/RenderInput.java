package dev.berth.scheduler.spi;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import java.util.List;

/** What a workload is rendered from. The same input gives the same output, byte for byte. */
public sealed interface RenderInput permits RenderInputData {
    WorkloadSpec spec();

    /** Stamped on every object, so that an unfinished edit can be told. */
    Version version();

    /**
     * Stamped on what instances are made from. For a revision that was made equal to an earlier one, by a rollback or an
     * abort, the number of that one: instances of it fit and stay.
     */
    long revision();

    /**
     * The rendering stored with the last record, when its template is the same: whatever instances are made from has
     * to stay as it is there (rule APP-9). Empty when the template is new.
     */
    List<NativeObject> stored();

    /** Names this installation of Berth; stamped on every object. */
    String owner();

    /** What was asked for beside the spec; to be rendered outside of what instances are made from. */
    Directives directives();

    /** The same with other directives. */
    RenderInput withDirectives(Directives asked);

    /** Without directives. */
    static RenderInput of(WorkloadSpec spec, Version version, long revision, List<NativeObject> stored, String owner) {
        return new RenderInputData(spec, version, revision, stored, owner, Directives.NONE);
    }
}

record RenderInputData(
        WorkloadSpec spec,
        Version version,
        long revision,
        List<NativeObject> stored,
        String owner,
        Directives directives)
        implements RenderInput {
    RenderInputData {
        stored = List.copyOf(stored);
    }

    @Override
    public RenderInput withDirectives(Directives asked) {
        return new RenderInputData(spec, version, revision, stored, owner, asked);
    }
}
