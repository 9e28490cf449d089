package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.List;

/** Workloads in full: intent and status. */
public final class WorkloadDetails {
    private WorkloadDetails() {}

    /** {@code summary}, then version and revision, then the spec. */
    public static List<String> lines(Workload workload, List<String> summary, String spec) {
        List<String> lines = new ArrayList<>(summary);
        lines.add("  version " + workload.version() + ", revision " + workload.revision());
        for (String line : SafeText.block(spec).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add("    " + line);
            }
        }
        return lines;
    }

    /** A list, each workload with its spec as {@code berth apply} takes it. */
    public static Node document(List<Workload> workloads) {
        SpecCodec codec = new SpecCodec();
        return Fields.list(
                workloads,
                workload -> StatusDocuments.workloadFields(workload)
                        .node("spec", codec.document(workload.spec()))
                        .map());
    }
}
