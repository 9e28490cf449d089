package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import java.io.IOException;

/** What an observer tells of a workload. */
public final class ReportCodecs {
    /** {@link Condition}. */
    public static final Codec<Condition> CONDITION = new Codec<>() {
        @Override
        public void write(Condition value, WireWriter out) throws IOException {
            out.text("reason", value.reason()).text("message", value.message());
        }

        @Override
        public Condition read(WireObject in) throws IOException {
            return new Condition(in.text("reason"), in.text("message"));
        }
    };

    private static final Codec<Explanation.Reason> REASON = new Codec<>() {
        @Override
        public void write(Explanation.Reason value, WireWriter out) throws IOException {
            out.number("count", value.count()).text("what", value.what());
        }

        @Override
        public Explanation.Reason read(WireObject in) throws IOException {
            return new Explanation.Reason(in.smallNumber("count"), in.text("what"));
        }
    };

    /** {@link Explanation}. */
    public static final Codec<Explanation> EXPLANATION = new Codec<>() {
        @Override
        public void write(Explanation value, WireWriter out) throws IOException {
            out.number("nodes", value.nodes()).list("reasons", value.reasons(), REASON);
        }

        @Override
        public Explanation read(WireObject in) throws IOException {
            return new Explanation(in.smallNumber("nodes"), in.list("reasons", REASON));
        }
    };

    /** {@link Progress}. A state that a newer peer has is UNKNOWN to us. */
    public static final Codec<Progress> PROGRESS = new Codec<>() {
        @Override
        public void write(Progress value, WireWriter out) throws IOException {
            out.choice("state", value.state()).text("reason", value.reason()).text("message", value.message());
        }

        @Override
        public Progress read(WireObject in) throws IOException {
            return new Progress(
                    in.choice("state", Progress.State.class, Progress.State.UNKNOWN),
                    in.text("reason"),
                    in.text("message"));
        }
    };

    /** {@link WorkloadReport}. */
    public static final Codec<WorkloadReport> REPORT = new Codec<>() {
        @Override
        public void write(WorkloadReport value, WireWriter out) throws IOException {
            out.object("record", value.record(), RecordCodecs.RECORD)
                    .object("applied", value.applied(), RecordCodecs.VERSION)
                    .number("desired", value.desired())
                    .list("conditions", value.conditions(), CONDITION)
                    .object("explanation", value.explanation(), EXPLANATION)
                    .object("progress", value.progress(), PROGRESS);
        }

        @Override
        public WorkloadReport read(WireObject in) throws IOException {
            return WorkloadReport.of(
                            in.object("record", RecordCodecs.RECORD),
                            in.optionalObject("applied", RecordCodecs.VERSION),
                            in.smallNumber("desired"),
                            in.list("conditions", CONDITION),
                            in.optionalObject("explanation", EXPLANATION))
                    .withProgress(in.optionalObject("progress", PROGRESS).orElse(Progress.UNKNOWN));
        }
    };

    private ReportCodecs() {}
}
